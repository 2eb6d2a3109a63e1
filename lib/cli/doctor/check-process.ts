import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { VERSION } from '../../message/version.js';
import { systemCode } from '../dev/system-code.js';
import { type Finding, finding } from './finding.js';

/** The oldest Node.js that package.json names. */
const OLDEST = { text: '20.19', major: 20, minor: 19 };
const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/** Is this Node.js new enough? */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isNew = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  return isNew
    ? finding('node-version', `Node.js ${version}`)
    : finding(
        'node-too-old',
        `Node.js ${version}`,
        `Waybill needs ${OLDEST.text} or newer: install that.`,
      );
}

/** Is the Waybill of the project the one that runs? */
export function checkVersion(installed: string | undefined): Finding {
  if (installed === undefined || installed === VERSION) {
    const where = installed === undefined ? '; the project in this folder has none' : '';
    return finding('waybill-version', `waybill ${VERSION}${where}`);
  }
  return finding(
    'waybill-versions-differ',
    `This is waybill ${VERSION}, and the project in this folder has ${installed}`,
    'Run npx waybill doctor there, or npm install waybill@latest.',
  );
}

/** The version of Waybill that a project in a folder has, there or above; undefined, where it has none. */
export function installedVersion(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const version = versionIn(join(at, 'node_modules', 'waybill', 'package.json'));
    if (version !== undefined || at === dirname(at)) return version;
  }
}

function versionIn(file: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** What in the environment the client does not do, or does and should not. */
export function checkEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  const proxies = PROXIES.flatMap((name) => [name, name.toLowerCase()]).filter(
    (name) => (environment[name] ?? '') !== '',
  );
  const findings: Finding[] = [];
  if (proxies.length > 0) {
    // The value is not shown: it may have a password in it.
    findings.push(
      finding(
        'proxy-ignored',
        `${proxies.join(', ')} ${proxies.length === 1 ? 'is' : 'are'} set, which the client does not read`,
        'Where the service is behind it, give the client an agent: new Analytics({ agent: new HttpsProxyAgent(url) }) with the package https-proxy-agent.',
      ),
    );
  }
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    findings.push(
      finding(
        'tls-unchecked',
        'NODE_TLS_REJECT_UNAUTHORIZED is 0: whoever answers is taken for the service, and gets the write key',
        'Unset it. Name a certificate of your own by NODE_EXTRA_CA_CERTS.',
      ),
    );
  }
  return findings;
}
