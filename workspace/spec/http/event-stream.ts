import type { Workspace } from '../../lib/workspace.js';

export interface ServerEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Reads server-sent events one at a time, and no faster than it is asked. */
export class EventStream {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #leave: () => Promise<void>;
  #text = '';

  constructor(bytes: ReadableStream<Uint8Array>, leave: () => void = () => undefined) {
    const reader = bytes.getReader();
    const decoder = new TextDecoder();
    this.#reader = new ReadableStream<string>(
      {
        pull: async (controller) => {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(decoder.decode(value, { stream: true }));
        },
      },
      { highWaterMark: 0 },
    ).getReader();
    this.#leave = async () => {
      leave();
      await reader.cancel().catch(() => undefined);
    };
  }

  /** The next event; comments are left out. */
  async next(): Promise<ServerEvent> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = await this.#reader.read();
        if (done) throw new Error('The stream has ended.');
        this.#text += value;
        continue;
      }
      const lines = this.#text.slice(0, end).split('\n');
      this.#text = this.#text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      if (data !== undefined)
        return { event: field('event'), id: field('id'), data: JSON.parse(data) };
    }
  }

  /** Reads on until so many entries came, and gives their numbers. */
  async seqs(count: number): Promise<readonly number[]> {
    const seqs: number[] = [];
    while (seqs.length < count) {
      const { event, id, data } = await this.next();
      if (event !== 'entries') continue;
      const entries = data as readonly { readonly seq: number }[];
      seqs.push(...entries.map(({ seq }) => seq));
      if (id !== String(seqs.at(-1))) throw new Error(`The id ${id} is not that of the last.`);
    }
    return seqs;
  }

  leave(): Promise<void> {
    return this.#leave();
  }
}

/** Opens the live stream of a workspace. */
export async function listen(
  workspace: Workspace,
  { query = '', lastEventId }: { readonly query?: string; readonly lastEventId?: string } = {},
): Promise<EventStream> {
  const leaving = new AbortController();
  const response = await fetch(`${workspace.url}/api/live${query}`, {
    signal: leaving.signal,
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  });
  const type = response.headers.get('content-type');
  if (response.status !== 200 || type !== 'text/event-stream' || response.body === null) {
    throw new Error(`The stream was answered ${response.status}, ${type}.`);
  }
  return new EventStream(response.body, () => leaving.abort());
}
