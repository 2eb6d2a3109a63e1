/** Waybill's import of a file. */
import { importFrom, readNdjson } from '../../dist/import.mjs';
import { Analytics } from '../../dist/index.mjs';

const [path, host] = process.argv.slice(2);
const analytics = new Analytics({ writeKey: 'bench', host });
await importFrom(analytics, readNdjson(path));
await analytics.close();
