/** Options of other clients that have another name here, or another meaning, with what to write instead. */
const FOREIGN: Readonly<Record<string, string>> = {
  timeout: 'httpRequestTimeout, in milliseconds',
  retryCount: 'maxRetries',
  axiosConfig: 'agent for proxies and TLS, or httpClient',
  axiosInstance: 'httpClient',
  axiosRetryConfig: 'maxRetries and retry',
  flushed: 'left out: the first message waits for its batch like any other',
  dataPlaneUrl: "host, the data plane's URL",
  maxInternalQueueSize: 'maxQueueSize',
  logLevel: 'logger, or NODE_DEBUG=waybill in the environment',
};

/** What to write in the place of an option that another client has. */
export function foreignHint(name: string): string | undefined {
  return Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : undefined;
}
