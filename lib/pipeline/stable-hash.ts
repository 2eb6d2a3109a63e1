const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A number from 0 to 2³² − 1 that is the same for the same text, everywhere and for good: FNV-1a of 32 bits over its UTF-8
 * bytes, and then the finalizer of MurmurHash3, since the upper bits of FNV-1a alone hardly differ between short texts that
 * end alike. It is cheap and spreads well; it hides nothing. What it gives is part of the contract and never changes.
 */
export function stableHash(text: string, seed: number = SEED): number {
  return avalanche(absorb(seed, text));
}

/** Where the hash of a text begins. */
const SEED = OFFSET_BASIS;

/** The seed for texts that follow a prefix: `stableHash(text, seedOf(prefix))` is the hash of both together. */
export function seedOf(prefix: string): number {
  return absorb(SEED, prefix);
}

/** FNV-1a over the UTF-8 of a text, without making it. A lone surrogate counts as its three bytes. */
function absorb(seed: number, text: string): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      hash = mix(hash, code);
      continue;
    }
    const point = text.codePointAt(index) ?? code;
    if (point > 0xffff) index += 1;
    hash = absorbLong(hash, point);
  }
  return hash;
}

/** A code point of two to four bytes. */
function absorbLong(seed: number, point: number): number {
  if (point < 0x800) return mix(mix(seed, 0xc0 | (point >> 6)), tail(point));
  if (point < 0x10000) {
    return mix(mix(mix(seed, 0xe0 | (point >> 12)), tail(point >> 6)), tail(point));
  }
  const upper = mix(mix(seed, 0xf0 | (point >> 18)), tail(point >> 12));
  return mix(mix(upper, tail(point >> 6)), tail(point));
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

function mix(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, PRIME);
}

/** fmix32 of MurmurHash3: each bit of the input changes each bit of the output in half of all cases. */
function avalanche(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
