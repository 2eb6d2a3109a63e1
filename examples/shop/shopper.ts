import { CATALOGUE } from './catalogue.js';

/** One request of a shopper. */
export interface Step {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

const COMPANIES = ['Acme', 'Globex', 'Initech'];

/** What the shopper of this number does, from the first look to the order. The same number always does the same. */
export function visitOf(number: number): readonly Step[] {
  const product_id = CATALOGUE[number % CATALOGUE.length]?.product_id;
  const company = number % 2 === 0 ? COMPANIES[number % COMPANIES.length] : undefined;
  return [
    { method: 'GET', path: '/products' },
    { method: 'GET', path: `/products/${product_id}` },
    { method: 'POST', path: '/cart', body: { product_id, quantity: 1 + (number % 3) } },
    { method: 'POST', path: '/login', body: { email: `shopper-${number}@example.com`, company } },
    { method: 'GET', path: '/products' },
    { method: 'POST', path: '/checkout', body: {} },
  ];
}
