import { Analytics } from '../../lib/client/analytics.js';
import { importFrom } from '../../lib/import/import-from.js';
import { readNdjson } from '../../lib/import/readers.js';
import type { Ecommerce } from '../../lib/vocab/index.js';

// A client is taken whatever its events are.
const typed = new Analytics<Ecommerce>({ writeKey: 'k' });
const untyped = new Analytics({ writeKey: 'k' });
void importFrom(typed, readNdjson('events.ndjson'));
void importFrom(untyped, [{ type: 'track', userId: 'u', event: 'Anything' }]);
typed.writable();
// @ts-expect-error: no call has this type.
void importFrom(untyped, [{ type: 'tracks', userId: 'u' }]);
