import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../lib/message/limits.js';

describe('the limits of the wire', () => {
  it("are those of the service's documentation", () => {
    expect(LIMITS).toMatchObject({
      messageBytes: 32_768,
      batchBytes: 512_000,
      batchMessages: 2_500,
      messageIdLength: 99,
    });
  });

  it('are those of the contract for what the client reads and waits', () => {
    expect(LIMITS).toMatchObject({
      retryAfterMs: 300_000,
      replyBytes: 65_536,
      quotedCharacters: 200,
    });
  });
});
