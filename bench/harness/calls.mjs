const PRODUCT = {
  product_id: '507f1f77bcf86cd799439011',
  sku: 'G-32',
  name: 'Monopoly: 3rd Edition',
  price: 18.99,
  quantity: 1,
  category: 'Games',
};

const PRODUCTS_OF_SIZE = { 600: 2, 2000: 12 };

/**
 * A maker of track calls, each `bytes` long as JSON. A client adds its id, time and library to that, about 150 bytes. Every
 * call has an order id of its own, by which the sink knows it again.
 */
export function callMaker(bytes) {
  const products = PRODUCTS_OF_SIZE[bytes];
  const missing = bytes - JSON.stringify(makeCall(0, products, '')).length;
  if (missing < 0) throw new Error(`A call of ${bytes} bytes cannot have ${products} products.`);
  const note = 'x'.repeat(missing);
  return (number) => makeCall(number, products, note);
}

function makeCall(number, products, note) {
  const list = [];
  for (let index = 0; index < products; index += 1) list.push({ ...PRODUCT });
  return {
    userId: `user-${100_000 + (number % 10_000)}`,
    event: 'Order Completed',
    properties: {
      order_id: `order-${100_000_000 + number}`,
      affiliation: 'Web shop',
      total: 27.5,
      revenue: 25,
      shipping: 3,
      tax: 2,
      currency: 'EUR',
      note,
      products: list,
    },
  };
}
