import { stayConnected } from './live/connection.js';
import { followAddress } from './live/router.js';
import { applyTheme } from './live/theme.js';
import { html, render } from './vendor/preact.js';
import { Page } from './view/page.js';

applyTheme();
void stayConnected();
followAddress();
render(html`<${Page} />`, /** @type {HTMLElement} */ (document.getElementById('page')));
