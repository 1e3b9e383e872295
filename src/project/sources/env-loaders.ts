/** Ways in which programs come to the values of a `.env`. Whatever looks like one counts: then nothing is said. */

import { anyOf } from '../../evidence/any-of.ts';
import type { EnvironmentUse } from './types.ts';

type Loader = EnvironmentUse['loaders'][number];

/** `open(".env")`, `path: './.env.local'`, `env_file=".env"`. */
const ENV_PATH = String.raw`["'\x60/\\]\.env(?:\.\w+)?["'\x60]`;

const IN_PYTHON = new RegExp(
  [
    String.raw`\b(?:load_|python[-_]|find_)?dotenv\b`,
    String.raw`^[ \t]*(?:import|from)\s+(?:environ|environs|decouple|dynaconf|pydantic_settings|starlette|flask|chainlit|litellm|prefect|django_environ|dagster|modal|crewai|honcho)\b`,
    String.raw`^[ \t#]*%(?:set_)?env\s|\bBaseSettings\b|\bload_env\w*\b|\bread_env\b|environ\.(?:setdefault|update)\b`,
    ENV_PATH,
  ].join('|'),
  'm',
);

const IN_NODE = new RegExp(
  [
    // A package, or an address as in `jsr:@std/dotenv/load`.
    String.raw`["'\x60](?:[\w@:./-]{0,100}[@:/])?dotenv[\w@:./-]{0,100}["'\x60]`,
    String.raw`\bloadEnvFile\b|\bloadEnv\b|\bloadEnvConfig\b|\bConfigModule\.forRoot\b|\bimport\.meta\.env\b|\bBun\.`,
    String.raw`["'\x60](?:next|nuxt|vite|astro|@nestjs\/config|@remix-run|@sveltejs|env-cmd|@t3-oss\/env|envalid|react-scripts|gatsby|expo|bun|@adonisjs)(?:\/[\w/-]*)?["'\x60]`,
    ENV_PATH,
  ].join('|'),
);

/** In scripts, containers, editors and manifests: a word for it, or a tool that does it by itself. */
const IN_SET_UP = anyOf(
  /dotenv|\.env\b(?!\.(?:example|sample|template))|env[-_]?file|envFile|\benv-cmd\b|\bbun\b/i,
  /\bdeno\b/i,
  /"(?:next|nuxt|vite|astro|react-scripts|gatsby|expo|wrangler|vercel|netlify-cli|@nestjs\/config|@remix-run\/[\w-]+|@sveltejs\/kit|@vue\/cli-service|envalid|turbo|@redwoodjs\/core|electron-vite|vitest|parcel)"\s*:/i,
  /pydantic-settings|python-decouple|django-environ|environs|dynaconf|flask|chainlit|pipenv/i,
  /poetry-plugin|AGENTROUTER_|OPENAI_|ANTHROPIC_/i,
);

/** What a source does to load a `.env`. */
export function loaderInSource(text: string, language: Loader['language']): Loader | null {
  const what = (language === 'python' ? IN_PYTHON : IN_NODE).exec(text)?.[0];
  return what === undefined ? null : { language, what: what.slice(0, 40) };
}

/** What a manifest, script or container does to load a `.env`, for programs of any language. */
export function loaderInSetUp(path: string, text: string): Loader | null {
  const byName = /(?:^|\/)(?:Pipfile|\.envrc|bun\.lockb?|bunfig\.toml|deno\.jsonc?)$/.test(path);
  return byName || IN_SET_UP.test(text) ? { language: 'any', what: path } : null;
}
