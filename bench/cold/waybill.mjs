import { Analytics } from '../../dist/index.mjs';

const analytics = new Analytics({ writeKey: 'bench', host: process.argv[2] });
analytics.track({ userId: 'user-1', event: 'Started' });
await analytics.close();
