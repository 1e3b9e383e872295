import { anyOf } from '../evidence/any-of.ts';

/** Words by which programs say that it was the proxy, and not the deployment, that they could not reach. */
export const PROXY_WORDS = anyOf(
  /ProxyError|proxyconnect tcp/i,
  /(?:cannot|unable to|could not|couldn't|failed to) (?:connect to|resolve|reach) (?:the )?proxy/i,
  /resolve proxy:/i,
  /proxy (?:connection|connect|tunnel) (?:failed|aborted|refused|timed out|ended)/i,
  /ERR_PROXY_CONNECTION_FAILED/i,
  /(?:-x|--proxy)[ =]["']?(?:\w+:\/\/)?(?:[^@\s/]*@)?(?<proxy>[\w.-]+):(?<port>\d+).{0,2000}(?:connect to|connect to server at) \k<proxy> port \k<port>\b/i,
);
