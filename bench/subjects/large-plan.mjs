const EVENTS = 200;
const PROPERTIES = 20;
const PATTERNS = 30;

/** A plan of 200 events with 20 properties each, and 30 different patterns among them. */
export function largePlan() {
  const rules = Array.from({ length: EVENTS }, (_, event) => ({
    type: 'TRACK',
    key: `Thing ${event} Done`,
    version: 1,
    planning: { what: 'A thing is done', why: ['Who does it?'], forWhom: ['Product'], where: [] },
    jsonSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      required: ['properties'],
      properties: { properties: bagOf(event) },
    },
  }));
  return { name: 'A large shop', type: 'LIVE', rules };
}

function bagOf(event) {
  const names = Array.from({ length: PROPERTIES }, (_, index) => `property_${index}`);
  const properties = names.map((name, index) => [name, propertyOf(event + index, index)]);
  return {
    type: 'object',
    required: names.slice(0, 5),
    properties: Object.fromEntries(properties),
  };
}

/** As teams write them: codes, ids, choices. */
function patternOf(number) {
  switch (number % 3) {
    case 0:
      return `^[A-Z]{${1 + number / 3}}$`;
    case 1:
      return `^${'abcdefghij'[number % 10]}${number}-[0-9]+$`;
    default:
      return `card|invoice|transfer|way ${number}`;
  }
}

function propertyOf(number, index) {
  const description = 'What it is, in words that everybody knows.';
  switch (index % 5) {
    case 0:
      return { type: 'string', description, pattern: patternOf(number % PATTERNS) };
    case 1:
      return { type: ['number', 'null'], description, minimum: 0 };
    case 2:
      return { type: 'string', description, enum: ['one', 'two', 'three'] };
    case 3:
      return { type: 'string', description, format: 'date-time' };
    default:
      return {
        type: 'array',
        description,
        items: {
          type: 'object',
          properties: { id: { type: 'string' }, price: { type: 'number' } },
        },
      };
  }
}
