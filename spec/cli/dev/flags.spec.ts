import { describe, expect, it } from '@jest/globals';
import { readFlags } from '../../../lib/cli/dev/flags.js';
import { UsageError } from '../../../lib/cli/terminal.js';

describe('the flags of waybill dev', () => {
  it('say nothing where nothing was typed', () => {
    expect(readFlags({})).toEqual({});
    expect(readFlags({ open: true, tail: true, json: true, quiet: true })).toEqual({});
  });

  it.each([
    ['shop', { name: 'shop', kind: 'server', writeKey: 'dev-shop' }],
    ['shop:web', { name: 'shop', kind: 'web', writeKey: 'dev-shop' }],
    ['shop=key', { name: 'shop', kind: 'server', writeKey: 'key' }],
    ['shop:mobile=a=b:c', { name: 'shop', kind: 'mobile', writeKey: 'a=b:c' }],
    ['my shop:cloud', { name: 'my shop', kind: 'cloud', writeKey: 'dev-my shop' }],
  ])('name a source: %s', (text, source) => {
    expect(readFlags({ source: [text] }).sources).toEqual([{ ...source, enabled: true }]);
  });

  it.each([
    ['512mb', 512 * 1024 ** 2],
    ['2GB', 2 * 1024 ** 3],
    ['1.5 gb', 1.5 * 1024 ** 3],
    ['2048kb', 2 * 1024 ** 2],
    ['1048576', 1024 ** 2],
    ['1048576b', 1024 ** 2],
  ])('name a size: %s', (text, bytes) => {
    expect(readFlags({ maxLog: text }).maxLogBytes).toBe(bytes);
  });

  it.each([
    [{ port: '80a' }, '--port must be a whole number from 0 to 65535; found 80a.'],
    [{ port: '65536' }, 'found 65536'],
    [{ port: '-1' }, 'found -1'],
    [{ port: '' }, '--port must be'],
    [{ host: ' ' }, '--host is empty'],
    [{ folder: '' }, '--folder is empty'],
    [{ plan: ' ' }, '--plan is empty'],
    [{ memory: true, folder: 'here' }, '--memory and --folder exclude each other'],
    [{ maxLog: '12' }, '--max-log must be a size of 1mb or more, such as 512mb; found 12.'],
    [{ maxLog: 'much' }, 'found much'],
    [{ maxLog: '5tb' }, 'found 5tb'],
    [{ source: [''] }, '--source must be NAME, NAME:KIND or NAME:KIND=WRITEKEY'],
    [{ source: [':web'] }, '--source must be NAME'],
    [{ source: ['shop:web='] }, 'found shop:web=.'],
    [{ source: ['shop:'] }, '--source shop: there is no kind "". Take one of web, mobile'],
    [{ source: ['shop:sever'] }, '--source shop: there is no kind "sever"'],
    [{ source: ['shop', 'shop:web=k'] }, '--source: two of them have the name shop.'],
    [{ source: ['a=k', 'b=k'] }, '--source: two of them have the same write key.'],
  ])('are refused: %j', (flags, text) => {
    expect(() => readFlags(flags)).toThrow(UsageError);
    expect(() => readFlags(flags)).toThrow(text);
  });
});
