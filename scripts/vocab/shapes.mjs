/** What a text or a number stands for, in a sentence. */
const FORMATS = {
  iso4217: 'Three letters, as in ISO 4217.',
  uri: 'An absolute URL.',
  iso8601: 'A date or a time of ISO 8601.',
  email: 'An email address.',
  seconds: 'In seconds.',
  kbps: 'In kilobits a second.',
  fps: 'In frames a second.',
  'percent-0-100': 'A whole number from 0 to 100.',
};

/** The interfaces of a vocabulary: one for the properties of each event, and one for each kind of object within. */
export class ShapeSet {
  #prefix;
  #shapes = [];
  #byKey = new Map();
  /** How often each kind of object is found within events. */
  #uses = new Map();

  constructor(events, prefix) {
    this.#prefix = prefix;
    for (const event of events) this.#count(event.schema);
    for (const event of events) this.#add(event);
  }

  nameFor({ name }) {
    return `${this.#prefix}${pascal(name)}`;
  }

  /** The names of the interfaces of a group; of those within events, if it is undefined. */
  namesOf(group) {
    return this.#shapes.filter((shape) => shape.group === group).map(({ name }) => name);
  }

  /** The text of each interface that is wanted. */
  texts(isWanted) {
    return this.#shapes.filter(isWanted).map(({ text }) => text);
  }

  #count({ properties = {}, items }) {
    for (const schema of [...Object.values(properties), ...(items === undefined ? [] : [items])]) {
      if (schema.properties !== undefined) {
        const written = JSON.stringify(schema.properties);
        this.#uses.set(written, (this.#uses.get(written) ?? 0) + 1);
      }
      this.#count(schema);
    }
  }

  #add(event) {
    const name = this.nameFor(event);
    const key = JSON.stringify([event.schema, event.formatHints, event.requirement]);
    const isEmpty = Object.keys(event.schema.properties ?? {}).length === 0;
    const same = isEmpty ? 'OpenFields' : this.#byKey.get(key);
    this.#byKey.set(key, same ?? name);
    const text =
      same === undefined ? this.#interfaceOf(event.schema, { name, event, path: '' }) : undefined;
    this.#shapes.push({
      name,
      group: event.group,
      text: text ?? `export interface ${name} extends ${same} {}\n`,
    });
  }

  #interfaceOf({ properties = {} }, place) {
    const base = this.#baseOf(properties, place);
    const own = Object.entries(properties).filter(([key]) => !base.keys.includes(key));
    const lines = own.flatMap(([key, schema]) => this.#memberOf(key, schema, place));
    return `export interface ${place.name} extends ${base.name} {\n${lines.join('\n')}\n}\n`;
  }

  /** The kind of object that has the same properties, where there is one: \`Product\` in events about one product. */
  #baseOf(properties, { path, event }) {
    const parts = this.#shapes.filter(({ group }) => group === undefined);
    const isWithin = ({ properties: others }) =>
      Object.entries(others).every(([k, v]) => JSON.stringify(properties[k]) === JSON.stringify(v));
    const found =
      path === '' ? parts.find((part) => isWithin(part) && isAlike(part, event)) : undefined;
    if (found === undefined) return { name: 'OpenFields', keys: [] };
    return { name: found.name, keys: Object.keys(found.properties) };
  }

  #memberOf(key, schema, { name, event, path }) {
    const full = path === '' ? key : `${path}.${key}`;
    const { required, expected } = event.requirement;
    const mark = required.includes(full) ? '' : '?';
    const type = this.#typeOf(schema, { name, key, event, path: full });
    const rest = mark === '' ? '' : ' | undefined';
    const always = expected.includes(full) ? 'Always include it.' : '';
    const format = FORMATS[event.formatHints?.[full]] ?? '';
    const words = [schema.description, format, always].filter(Boolean).join(' ');
    return [
      ...(words === '' ? [] : [`  /** ${words} */`]),
      `  readonly ${key}${mark}: ${type}${rest};`,
    ];
  }

  #typeOf(schema, place) {
    if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
    return [schema.type]
      .flat()
      .map((type) => this.#typeNamed(type, schema, place))
      .join(' | ');
  }

  #typeNamed(type, schema, place) {
    switch (type) {
      case 'string':
        return place.event.formatHints?.[place.path] === 'iso8601' ? 'Date | string' : 'string';
      case 'number':
      case 'integer':
        return 'number';
      case 'boolean':
      case 'null':
        return type;
      case 'array': {
        const item = this.#typeOf(schema.items, { ...place, path: `${place.path}.$` });
        return `readonly ${item.includes(' ') ? `(${item})` : item}[]`;
      }
      case 'object':
        return schema.properties === undefined ? 'object' : this.#part(schema, place);
      default:
        throw new Error(`${place.path} has the type ${type}.`);
    }
  }

  /** The interface of an object within: named after its field, and after its event as well if it is the only one of its kind. */
  #part(schema, { name, key, event, path }) {
    const written = JSON.stringify(schema.properties);
    const own = pascal(path.endsWith('.$') ? key.replace(/s$/, '') : key);
    const isShared = this.#uses.get(written) > 1;
    const part = isShared ? `${this.#prefix}${own}` : `${name}${own}`;
    const known = this.#shapes.find((shape) => shape.name === part);
    if (known !== undefined && JSON.stringify(known.properties) !== written) {
      throw new Error(`Two kinds of objects want the name ${part}.`);
    }
    if (known === undefined) {
      const text = this.#interfaceOf(schema, { name: part, event, path });
      const formats = formatsUnder(event, path);
      this.#shapes.push({
        name: part,
        group: undefined,
        properties: schema.properties,
        formats,
        text,
      });
    }
    return part;
  }
}

/** Whether a part's properties mean the same as those of an event. */
function isAlike({ properties, formats }, { formatHints = {}, requirement }) {
  const { required, expected } = requirement;
  return Object.keys(properties).every(
    (key) => formats[key] === formatHints[key] && ![...required, ...expected].includes(key),
  );
}

function formatsUnder({ formatHints = {} }, path) {
  const found = Object.entries(formatHints).filter(([key]) => key.startsWith(`${path}.`));
  return Object.fromEntries(found.map(([key, value]) => [key.slice(path.length + 1), value]));
}

function literal(value) {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function pascal(name) {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first) => first.toUpperCase());
}
