import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { EventNames } from './event-names.js';
import type { Findings } from './findings.js';
import type { KnownEvent } from './known-events.js';
import { CONTEXT, EVENT_PROPERTIES } from './reserved.js';
import { type Shape, shapeOf } from './shape.js';
import { checkFields, checkKnownFields, type Place } from './shape-check.js';

const ANY_EVENT = shapeOf(EVENT_PROPERTIES, 'exact');
const names = new EventNames();

/** Tells of the name of an event and of its properties. Returns what its context should be. */
export function checkTrack(message: JsonObject, findings: Findings): Shape {
  const { event, properties } = message;
  if (typeof event !== 'string') return CONTEXT;
  const { known, problems } = names.find(event);
  for (const problem of problems) findings.add(problem);
  const fields = isJsonObject(properties) ? properties : NO_FIELDS;
  const place: Place = { findings, kind: 'property', owner: known?.event.name ?? 'the Spec' };
  if (known === undefined) {
    checkKnownFields(fields, { shape: ANY_EVENT, path: 'properties' }, place);
    return CONTEXT;
  }
  checkFields(fields, { shape: known.properties, path: 'properties' }, place);
  checkMissing(message, fields, known, findings);
  return known.context;
}

const NO_FIELDS: JsonObject = {};

function checkMissing(
  message: JsonObject,
  properties: JsonObject,
  { event }: KnownEvent,
  findings: Findings,
): void {
  for (const name of event.required) missing(name, 'warning');
  for (const name of event.expected) missing(name, 'hint');

  function missing(name: string, level: 'warning' | 'hint'): void {
    const isInContext = name.startsWith('context.');
    if (isPresent(isInContext ? message : properties, name) || findings.suggests(name)) return;
    const path = isInContext ? name : `properties.${name}`;
    const why = level === 'warning' ? 'is of no use without it' : 'should always have it';
    const text = `${path} is missing, and ${event.name} ${why}: add it.`;
    findings.add({ level, code: 'property_missing', path, text });
  }
}

function isPresent(fields: JsonObject, path: string): boolean {
  let value: unknown = fields;
  for (const key of path.split('.')) value = isJsonObject(value) ? value[key] : undefined;
  return value !== undefined && value !== null && value !== '';
}
