/**
 * The modules of the page that specs import. They are JavaScript with types in comments, which `allowJs` would bring here; until
 * the specs' compiler has it, they are typed by these names only.
 */
declare module '*/page/model/call.js';
declare module '*/page/model/chart.js';
declare module '*/page/model/copies.js';
declare module '*/page/model/faults.js';
declare module '*/page/model/filter.js';
declare module '*/page/model/format.js';
declare module '*/page/model/listing.js';
declare module '*/page/model/print.js';
declare module '*/page/model/quote.js';
declare module '*/page/model/route.js';
declare module '*/page/model/row.js';
declare module '*/page/model/schema.js';
declare module '*/page/model/window.js';
