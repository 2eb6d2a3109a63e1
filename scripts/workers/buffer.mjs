/**
 * Takes the place of Node's Buffer in the build for workers: as much of it as the client uses, over Uint8Array and the
 * encoders that every runtime has.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Buffer extends Uint8Array {
  static alloc(size) {
    return new Buffer(size);
  }

  static allocUnsafeSlow(size) {
    return new Buffer(size);
  }

  static byteLength(text) {
    let bytes = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x80) bytes += 1;
      else if (code < 0x800) bytes += 2;
      else if (isPair(text, index)) {
        bytes += 4;
        index += 1;
      } else bytes += 3;
    }
    return bytes;
  }

  static concat(chunks) {
    const whole = new Buffer(chunks.reduce((size, chunk) => size + chunk.length, 0));
    let filled = 0;
    for (const chunk of chunks) {
      whole.set(chunk, filled);
      filled += chunk.length;
    }
    return whole;
  }

  static from(value) {
    const bytes = typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value);
    return new Buffer(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  write(text, start) {
    return encoder.encodeInto(text, this.subarray(start)).written;
  }

  copy(target, at = 0, from = 0, to = this.length) {
    const part = this.subarray(from, Math.min(to, from + target.length - at));
    target.set(part, at);
    return part.length;
  }

  toString(encoding = 'utf8', from = 0, to = this.length) {
    const part = this.subarray(from, to);
    if (encoding !== 'base64') return decoder.decode(part);
    let binary = '';
    for (const byte of part) binary += String.fromCharCode(byte);
    return btoa(binary);
  }

  toJSON() {
    return { type: 'Buffer', data: [...this] };
  }
}

function isPair(text, index) {
  const code = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  return code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}
