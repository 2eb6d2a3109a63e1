/**
 * What the package is put through in every runtime. It uses nothing but the package and what every runtime has, so that it runs
 * in a worker, too. Whether every message arrived is for the service to say.
 */
const WRITE_KEY = 'a-write-key';
const HOUR_MS = 3_600_000;
const OUTAGE_MESSAGES = 50;
const GZIP_MESSAGES = 20;
/** Nothing but a flush makes such a client send. */
const PATIENT = { flushAt: 1_000, flushInterval: HOUR_MS };
const HASTY = { retry: { minTimeout: 5, maxTimeout: 20, factor: 1 } };

/** Takes every step, and gives what became of each: its name, how long it took, and its error where it failed. */
export async function runScenario(waybill, input) {
  const steps = [];
  for (const [name, step] of Object.entries(STEPS)) {
    const startedMs = Date.now();
    try {
      await step(waybill, input);
      steps.push({ name, ms: Date.now() - startedMs });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      steps.push({ name, ms: Date.now() - startedMs, error: text });
    }
  }
  return steps;
}

/** Calls that only the end of the process sends. */
export function callBeforeNaturalExit({ Analytics }, input) {
  const client = new Analytics({ ...optionsFor('natural-exit', input), ...PATIENT });
  for (const number of [1, 2, 3]) callNumber(client, number);
}

export function optionsFor(step, { url }) {
  return { writeKey: WRITE_KEY, host: url, path: `/${step}`, ...HASTY };
}

export function callNumber(client, number, more = {}) {
  const properties = { number, text: 'Grüße, 世界 😀', ...more };
  return client.track({ userId: 'user-1', event: 'Something Happened', properties });
}

const STEPS = {
  async 'six-calls'({ Analytics }, input) {
    const client = new Analytics(optionsFor('six-calls', input));
    const receipts = [
      client.identify({ userId: 'user-1', traits: { plan: 'pro', number: 1 } }),
      client.track({ userId: 'user-1', event: 'Order Completed', properties: { number: 2 } }),
      client.page({ anonymousId: 'visitor', name: 'Pricing', properties: { number: 3 } }),
      client.screen({ userId: 'user-1', name: 'Cart', properties: { number: 4 } }),
      client.group({ userId: 'user-1', groupId: 'acme', traits: { number: 5 } }),
      client.alias({ userId: 'user-1', previousId: 'visitor' }),
    ];
    same('the account of flush()', await client.flush(), account({ delivered: 6 }));
    const outcomes = await Promise.all(receipts.map((receipt) => receipt.outcome));
    same('the outcomes', outcomes, Array(6).fill({ status: 'delivered', attempts: 1 }));
  },

  async outage({ Analytics }, input) {
    const client = new Analytics({ ...optionsFor('outage', input), ...PATIENT });
    for (let number = 1; number <= OUTAGE_MESSAGES; number += 1) callNumber(client, number);
    const report = await client.flush();
    same('the account of flush()', report, account({ delivered: OUTAGE_MESSAGES }));
    same('how often it tried again', client.stats().retried, 3);
  },

  async 'retry-after'({ Analytics }, input) {
    const client = new Analytics(optionsFor('retry-after', input));
    callNumber(client, 1);
    const startedMs = Date.now();
    same('the account of flush()', await client.flush(), account({ delivered: 1 }));
    // A timer may fire a moment early.
    if (Date.now() - startedMs < 990)
      throw new Error('It did not wait as long as Retry-After asks.');
  },

  async 'flush-timeout'({ Analytics }, input) {
    const client = new Analytics(optionsFor('held', input));
    callNumber(client, 1);
    same('the account in time', await client.flush({ timeout: 100 }), account({ pending: 1 }));
    await (await fetch(`${input.url}/release`)).text();
    await client.flush();
    const { delivered, pending } = client.stats();
    same('the account in the end', { delivered, pending }, { delivered: 1, pending: 0 });
  },

  async plugins({ Analytics, redact }, input) {
    const enrichment = {
      name: 'enrichment',
      type: 'enrichment',
      version: '1.0.0',
      isLoaded: () => true,
      load: async () => undefined,
      async track(context) {
        await Promise.resolve();
        context.updateEvent('properties.enriched', true);
        return context;
      },
    };
    const client = new Analytics({
      ...optionsFor('plugins', input),
      plugins: [
        (message) => ({ ...message, properties: { ...message.properties, seen: true } }),
        redact({ paths: ['properties.email'], mode: 'hash', key: 'a secret of sixteen bytes' }),
        enrichment,
      ],
    });
    callNumber(client, 1, { email: 'ada@example.com' });
    same('the account of flush()', await client.flush(), account({ delivered: 1 }));
  },

  async gzip({ Analytics }, input) {
    const client = new Analytics({ ...optionsFor('gzip', input), ...PATIENT, gzip: true });
    for (let number = 1; number <= GZIP_MESSAGES; number += 1) callNumber(client, number);
    same('the account of flush()', await client.flush(), account({ delivered: GZIP_MESSAGES }));
  },

  async oauth({ Analytics }, input) {
    const oauthSettings = {
      clientId: 'a-client',
      clientKey: input.privateKey,
      keyId: 'a-key',
      authServer: input.url,
    };
    const client = new Analytics({ ...optionsFor('oauth', input), oauthSettings });
    callNumber(client, 1);
    same('the account of flush()', await client.flush(), account({ delivered: 1 }));
  },

  async ambient({ Analytics }, input) {
    const client = new Analytics(optionsFor('ambient', input));
    const call = async () => {
      await Promise.resolve();
      client.current().track({ event: 'Within', properties: { number: 1 } });
    };
    if (input.hasAmbient) {
      await client.run({ userId: 'user-2' }, call);
    } else {
      const error = thrownBy(() => client.run({ userId: 'user-2' }, call));
      if (!error.includes('AsyncLocalStorage')) throw new Error(`run() gave: ${error}`);
      client.scope({ userId: 'user-2' }).track({ event: 'Within', properties: { number: 1 } });
    }
    same('the account of flush()', await client.flush(), account({ delivered: 1 }));
  },

  async close({ Analytics }, input) {
    const client = new Analytics({ ...optionsFor('close', input), ...PATIENT });
    const heard = [];
    client.once('track', ({ event }) => heard.push(event.properties.number));
    callNumber(client, 1);
    same('the account of close()', await client.close(), account({ delivered: 1 }));
    same('what the listener heard', heard, [1]);
    const { status, reason } = await callNumber(client, 2).outcome;
    same('a call after close()', { status, reason }, { status: 'dropped', reason: 'closed' });
  },
};

function account(counts) {
  return { delivered: 0, dropped: 0, spooled: 0, pending: 0, ...counts };
}

function same(what, found, expected) {
  const [one, other] = [found, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${what}: ${one} instead of ${other}`);
}

function thrownBy(work) {
  try {
    work();
  } catch (error) {
    return error.message;
  }
  return 'nothing was thrown';
}
