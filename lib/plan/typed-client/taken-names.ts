/** Names that an object, a promise or the client itself has a use for. */
const MEMBERS =
  'constructor hasOwnProperty isPrototypeOf propertyIsEnumerable then toJSON toLocaleString toString valueOf';
const CALLS = 'group identify page screen track';
/** Words of the language, which can't stand alone as the name of a function, or mean something else in an interface. */
const WORDS =
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected public ' +
  'return static super switch this throw true try typeof undefined var void while with yield';

export const TAKEN_FUNCTIONS: readonly string[] = [MEMBERS, CALLS, WORDS].join(' ').split(' ');

/** What the file of a client imports, takes from the language, and has by itself. */
const IMPORTED = 'Analytics Callback Id MessageContext Receipt Scope TrackCall';
const BUILT_IN = 'Date Omit Partial Pick Readonly Record';
const OWN =
  'Call CallFields CommonContext Events Identity Name Pages ScopedIdentity Screens TypedAnalytics Who With';

export const TAKEN_TYPES: readonly string[] = [IMPORTED, BUILT_IN, OWN].join(' ').split(' ');
