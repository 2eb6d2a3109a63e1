import { describe, expect, it } from '@jest/globals';
import { factsOfNode } from '../../lib/integrations/node-requests.js';

const HEADERS = {
  host: 'shop.example',
  'user-agent': 'a-browser/1.0',
  'accept-language': 'de-DE',
  referer: 'https://shop.example/start',
};
const socket = { remoteAddress: '203.0.113.7', encrypted: true };

describe('the facts of a request', () => {
  it('are what node:http says', () => {
    expect(factsOfNode({ headers: HEADERS, url: '/cart?step=2', socket })).toEqual({
      ip: '203.0.113.7',
      origin: 'https://shop.example',
      target: '/cart?step=2',
      userAgent: 'a-browser/1.0',
      acceptLanguage: 'de-DE',
      referrer: 'https://shop.example/start',
    });
  });

  it('are what the framework makes of it, where it does', () => {
    const request = {
      headers: HEADERS,
      url: '/cart',
      socket,
      ip: '198.51.100.1',
      protocol: 'http',
      host: 'proxied.example',
      originalUrl: '/shop/cart',
    };
    expect(factsOfNode(request)).toMatchObject({
      ip: '198.51.100.1',
      origin: 'http://proxied.example',
      target: '/shop/cart',
    });
  });

  it.each([{}, { host: '' }])('have no origin where the request names no host: %j', (headers) => {
    const { origin } = factsOfNode({ headers, url: '/cart', socket });
    expect(origin).toBeUndefined();
  });
});
