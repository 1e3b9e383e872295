/** How operating systems tell failures of sockets: by number, and in the languages that they come in. */

interface SystemFailure {
  /** Winsock numbers (Microsoft Learn, "Windows Sockets Error Codes"). */
  windows: string;
  /** `errno` of Linux and macOS (their `errno.h`); empty where resolvers number otherwise. */
  unix: string;
  /** `NSURLErrorDomain` (Apple Developer Documentation, "URL Loading System Error Codes"). */
  apple: string;
  /** In German, French, Spanish, Portuguese, Italian, Russian, Chinese, Japanese and Korean. */
  words: string;
}

const FAILURES = {
  refused: {
    windows: '10061',
    unix: '111|61',
    apple: '1004',
    words: String.raw`积极拒绝|積極拒絕|拒绝(?:了)?连接|连接被拒绝?|連線被?拒絕?|die Verbindung verweigert|Verbindung(?:saufbau)? (?:wurde )?(?:verweigert|abgelehnt)|connexion refus[ée]e|l'a expressément refusée|conexi[óo]n (?:rehusada|rechazada|denegada)|denegó expresamente|conex[ãa]o recusada|recusou ativamente|connessione rifiutata|rifiuto persistente|соединении отказано|отверг запрос на подключение|接続[をが]拒否|によって拒否|연결[을이가]? ?거부`,
  },
  unknownHost: {
    windows: '11001|11004',
    unix: '',
    apple: '1003',
    words: String.raw`不知道这样的主机|無法識別這台主機|未知的?(?:名称|主机)|(?:无法|未能|不能|無法)解析(?:此|该|這個)?(?:远程|遠端|服务器)?(?:名称|名稱|主机|主機|域名|地址)|域名不存在|Host (?:ist )?unbekannt|unbekannter Host|Name oder Dienst (?:ist )?nicht bekannt|name\b.{0,80}konnte nicht aufgelöst werden|h[ôo]te inconnu|nom ou service inconnu|nom (?:distant|d'hôte).{0,80}n'a pas pu être résolu|host desconocido|no se conoce ese host|(?:nombre|nome) o(?:u)? servi[cç]i?o desconocido|no se puede resolver el nombre|host não é conhecido|nome remoto não pôde ser resolvido|host sconosciuto|nome o servizio sconosciuto|impossibile risolvere il nome|хост неизвестен|имя или служба не известны|(?:не удалось|невозможно) разрешить.{0,20} имя|そのようなホストは不明|名前またはサービスが不明|名を解決できません|알려진 호스트가 없|이름 혹은 서비스를 알 수 없|이름을 확인할 수 없`,
  },
  timedOut: {
    windows: '10060',
    unix: '110|60',
    apple: '',
    words: String.raw`连接方在一段时间后没有正确答复|連線對象有一段時間並未正確回應|连接超时|連線逾時|nach einer bestimmten Zeitspanne nicht richtig reagiert|Zeitüberschreitung (?:bei|der|beim) Verbindung|connexion a expiré|convenablement répondu au-delà|délai de connexion dépassé|tiempo de espera (?:de|para) (?:la )?conexi[óo]n|conectada no respondió (?:correcta|adecuada)mente|conectado não respondeu (?:correta|corretamente)|tempo (?:limite|esgotado).{0,12}conex[ãa]o|connessione scaduta|la parte connessa non ha risposto|время ожидания соединения|по истечении требуемого времени|接続がタイムアウト|一定の時間を過ぎても正しく応答しなかった|연결 시간이? ?초과|올바르게 응답하지 않`,
  },
  reset: {
    windows: '10054|10053',
    unix: '104|54',
    apple: '',
    words: String.raw`远程主机强迫关闭|遠端主機已強制關閉|连接被(?:对方|对端)?重[置设]|連線已?被?重設|Verbindung wurde (?:vom Remotehost|von der Gegenstelle) (?:geschlossen|zurückgesetzt)|vom Kommunikationspartner zurückgesetzt|(?:fermée|interrompue) par l'hôte distant|connexion ré-?initialisée|por el host remoto|conexi[óo]n reinicializada|pelo host remoto|dall'host remoto|connessione (?:interrotta|ripristinata) dal|разорвал существующее подключение|соединение разорвано|強制的に切断|接続が相手からリセット|강제로 끊|연결이 재설정`,
  },
  unreachable: {
    windows: '10051|10065',
    unix: '101|113|51|65',
    apple: '1009',
    words: String.raw`没有到主机的路由|網路無法連線|(?:网络|主机|網絡)不可达|keine Route zum|Netzwerk ist nicht erreichbar|aucun chemin d'accès pour atteindre|(?:réseau|hôte) (?:est )?(?:inaccessible|n'est pas accessible)|no hay ruta hasta|la red es inaccesible|não há rota para|rede (?:está )?inacess[íi]vel|nessun instradamento|rete non raggiungibile|нет маршрута до|сеть недоступна|ホストへの(?:経路|ルート)がありません|ネットワークに到達できません|호스트로 갈 루트가 없`,
  },
} as const satisfies Record<string, SystemFailure>;

/** The pattern of a failure, to be joined with what programs themselves say; no flags, made for `i`. */
export function systemWords(failure: keyof typeof FAILURES): string {
  const { windows, unix, apple, words } = FAILURES[failure];
  const winsock = String.raw`\b(?:WinError|SocketException|os error|socket error|WSA(?:GetLastError)?|errno)\W{0,4}(?:${windows})\b`;
  const errno = unix === '' ? '' : String.raw`|\b(?:errno|os error)\W{0,3}(?:${unix})\b`;
  const url = apple === '' ? '' : String.raw`|\bNSURLErrorDomain\W{1,3}Code=-(?:${apple})\b`;
  return `${winsock}${errno}${url}|${words}`;
}
