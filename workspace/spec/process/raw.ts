import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection to a workspace on which anything may be said. */
export class Raw {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #heard = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.#heard += text;
    });
    // What is cut off is what some of these specs are about.
    socket.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      socket.on('close', () => resolve());
    });
  }

  static async open(url: string): Promise<Raw> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Raw(socket);
  }

  say(bytes: string | Buffer): void {
    this.#socket.write(bytes);
  }

  /** What came, once the other side has ended the connection. */
  async ended(): Promise<string> {
    await this.#closed;
    return this.#heard;
  }

  async destroy(): Promise<void> {
    this.#socket.destroy();
    await this.ended();
  }
}

/** Says something on a connection of its own. Gives the status it is answered with, or 0 where it is cut off. */
export async function statusOf(url: string, request: string | Buffer): Promise<number> {
  const raw = await Raw.open(url);
  raw.say(request);
  const reply = await raw.ended();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? 0);
}

/** The head of a request, by its lines. */
export function headOf(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}
