/** Something that the shop sells, with the property names of the ecommerce Spec. */
export interface Product {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In {@link CURRENCY}. */
  readonly price: number;
}

export const CURRENCY = 'EUR';

/** What the shop sells. */
export const CATALOGUE: readonly Product[] = [
  { product_id: 'p-1', sku: 'TEA-1', name: 'Green tea', category: 'Tea', price: 7.5 },
  { product_id: 'p-2', sku: 'TEA-2', name: 'Black tea', category: 'Tea', price: 6.9 },
  { product_id: 'p-3', sku: 'TEA-3', name: 'Rooibos', category: 'Tea', price: 5.4 },
  { product_id: 'p-4', sku: 'CUP-1', name: 'Cup, small', category: 'Cups', price: 12 },
  { product_id: 'p-5', sku: 'CUP-2', name: 'Cup, large', category: 'Cups', price: 15 },
  { product_id: 'p-6', sku: 'POT-1', name: 'Teapot', category: 'Pots', price: 39 },
];

export function findProduct(id: string): Product | undefined {
  return CATALOGUE.find((product) => product.product_id === id);
}
