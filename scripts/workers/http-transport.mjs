/** Takes the place of lib/delivery/http-transport.ts in the build for workers: the runtime's own fetch. */
export class HttpTransport {
  async send({ url, method, headers, body }, signal) {
    const response = await fetch(url, { method, headers, body, redirect: 'manual', signal });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: chunksOf(response.body),
    };
  }
}

/** Not every runtime lets a stream be iterated. */
async function* chunksOf(stream) {
  const reader = stream?.getReader();
  if (reader === undefined) return;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
