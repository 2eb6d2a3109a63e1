import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { element, xmlDocument } from '../../../lib/cli/plan/xml.js';
import { SEEDED } from '../../support/seed.js';
import { waybill } from '../waybill.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => ['testcase', 'failure'].includes(name),
});

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

async function junit(contents: string, ...args: readonly string[]) {
  const schema = {
    properties: { properties: { required: ['a'], properties: { a: { type: 'number' } } } },
  };
  const rules = [
    { type: 'TRACK', key: 'A & "B" <c>', jsonSchema: schema },
    { type: 'TRACK', key: 'Never Sent', jsonSchema: {} },
    { type: 'TRACK', key: 'Never Sent', version: 2, jsonSchema: {} },
  ];
  const plan = folder.write('plan.json', JSON.stringify({ name: 'A shop', rules }));
  const file = folder.write('events.ndjson', contents);
  const out = `${folder.path}/junit.xml`;
  await waybill('plan', 'verify', file, '--plan', plan, '--junit', out, ...args);
  const xml = folder.read('junit.xml');
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = parser.parse(xml.replaceAll(folder.path, ''));
  const { testcase, '#text': _, ...suite } = testsuites.testsuite;
  return { testcase, suite };
}

const A = 'A & "B" <c>';

describe('the JUnit report', () => {
  it('has a test case for each rule, which passes, fails or is skipped', async () => {
    const { testcase, suite } = await junit(lines(aTrack(A, { a: 1 })));
    const skipped = { message: 'no message came for it' };

    expect(suite).toEqual({ name: 'A shop', tests: '3', failures: '0', errors: '0', skipped: '2' });
    expect(testcase).toMatchObject([
      { classname: 'TRACK', name: A },
      { classname: 'TRACK', name: 'Never Sent', skipped },
      { classname: 'TRACK', name: 'Never Sent version 2', skipped },
    ]);
    expect(testcase[0]).not.toHaveProperty('failure');
  });

  it('has a failure for each violation, and test cases for the rest', async () => {
    const { testcase, suite } = await junit(
      `${lines(aTrack(A, {}, 'm-1'), aTrack(A, { a: '', b: 1 }, 'm-2'), aTrack('Never Set'))}nonsense\n`,
    );

    expect(suite).toMatchObject({ tests: '5', failures: '3', skipped: '2' });
    expect(testcase[0].failure).toEqual([
      {
        type: 'Required',
        message: 'properties.a is required',
        '#text': '1 time, first at /events.ndjson:1\nmessages: m-1',
      },
      {
        type: 'Invalid Type',
        message: 'properties.a: Invalid type. Expected: number, given: string',
        '#text': '1 time, first at /events.ndjson:2\nmessages: m-2',
      },
      {
        type: 'Unplanned',
        message: 'properties.b is not planned',
        '#text': '1 time, first at /events.ndjson:2\nmessages: m-2',
      },
    ]);
    expect(testcase[3]).toMatchObject({
      classname: 'unplanned',
      name: 'track "Never Set"',
      failure: [{ message: 'track "Never Set" is not planned, perhaps "Never Sent"' }],
    });
    expect(testcase[4]).toMatchObject({
      classname: 'messages',
      failure: [{ message: '/events.ndjson:4 is no JSON; skipped.' }],
    });
  });

  it('gives every test case a name of its own', async () => {
    const long = 'x'.repeat(250);
    const messages = lines(aTrack(`${long}1`), aTrack('Never Sent'));
    const file = folder.write('names.ndjson', `${messages}nonsense\n{}\n`);
    const rules = [
      { type: 'PAGE', jsonSchema: {} },
      { type: 'PAGE', key: 'page', jsonSchema: {} },
      { type: 'TRACK', key: 'Seen version 2', jsonSchema: {} },
      { type: 'TRACK', key: 'Seen', version: 2, jsonSchema: {} },
    ];
    const plan = folder.write('names.json', JSON.stringify({ name: 'Names', rules }));
    const out = `${folder.path}/names.xml`;
    await waybill('plan', 'verify', file, '--plan', plan, '--junit', out);
    const { testsuites } = parser.parse(folder.read('names.xml'));
    const names: readonly string[] = testsuites.testsuite.testcase.map(
      (one: { classname: string; name: string }) => `${one.classname}: ${one.name}`,
    );

    expect(names).toContain('PAGE: page (2)');
    expect(names).toContain('TRACK: Seen version 2 (2)');
    expect(names).toContain('messages: can be read (2)');
    expect(new Set(names).size).toBe(names.length);
  });

  it('has nothing of what is not planned, where that is allowed', async () => {
    const { suite } = await junit(
      lines(aTrack(A, { a: 1, b: 1 }), aTrack('Other')),
      '--allow-unplanned',
    );
    expect(suite).toMatchObject({ tests: '3', failures: '0' });
  });
});

describe('XML', () => {
  it('can be read again, whatever is in its attributes and texts', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (attribute, inside) => {
        const xml = xmlDocument(element('a', { b: attribute }, [element('c', {}, [], inside)]));
        expect(XMLValidator.validate(xml)).toBe(true);
        const { a } = parser.parse(xml);
        expect([a.b, typeof a.c === 'object' ? '' : a.c]).toEqual([
          readable(attribute),
          readable(inside),
        ]);
      }),
      SEEDED,
    );
  });

  it.each(['\u0000', '\u001b', '\ud800', '\uffff', '\udc00x'])('has no %j', (text) => {
    expect(xmlDocument(element('a', { text }))).toContain('\uFFFD');
  });
});

/** What XML can't have is shown as what it is: unreadable. */
function readable(text: string): string {
  return text.replaceAll(
    /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu,
    '\uFFFD',
  );
}
