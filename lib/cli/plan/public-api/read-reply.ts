/** What came back. */
export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
    }
  | {
      readonly kind: 'failure';
      readonly reason: string;
      /** Whether nobody is there to ask: an address that is wrong stays wrong. */
      readonly isFinal: boolean;
    };

/** The largest answer that is read: what a whole plan may have. */
const MAX_REPLY_BYTES = 15_000_000;

/** Reads the whole of an answer. Never rejects. */
export async function readReply(asked: Promise<Response>): Promise<Reply> {
  try {
    const response = await asked;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES)
        return failure(`its answer has more than ${MAX_REPLY_BYTES} bytes`);
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return { kind: 'reply', status: response.status, headers: response.headers, text };
  } catch (error) {
    return failure(reasonOf(error));
  }
}

const NOBODY = new Set(['ECONNREFUSED', 'ENOTFOUND']);

function failure(reason: string): Reply {
  return { kind: 'failure', reason, isFinal: NOBODY.has(reason) };
}

/** What a request fails with has the reason beneath it. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { readonly message?: unknown; readonly cause?: unknown };
  const { code, message: inner } = (cause ?? {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  const found = [code, inner, message].find((text) => typeof text === 'string' && text !== '');
  return typeof found === 'string' ? found : 'the connection failed';
}
