/** A shop that tells what its customers do. It is given its client, so that a test can give it another. */
export class Shop {
  #analytics;
  #orders = new Map();

  constructor(analytics) {
    this.#analytics = analytics;
  }

  signUp(customer) {
    const { id: userId, email, plan } = customer;
    this.#analytics.identify({ userId, traits: { email, plan } });
    this.#analytics.track({ userId, event: 'Signed Up', properties: { type: 'organic', email } });
  }

  order(customer, items) {
    const order = { id: `order-${this.#orders.size + 1}`, customer, items };
    this.#orders.set(order.id, order);
    this.#analytics.track({
      userId: customer.id,
      event: 'Order Completed',
      properties: {
        order_id: order.id,
        currency: 'EUR',
        total: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
        products: items.map(({ id, price, quantity }) => ({ product_id: id, price, quantity })),
      },
    });
    return order.id;
  }

  /** Money goes back in its own time; an order that is not known is refused. */
  async refund(id) {
    const order = this.#orders.get(id);
    if (order === undefined) throw new RangeError(`There is no order ${id}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    this.#orders.delete(id);
    this.#analytics.track({
      userId: order.customer.id,
      event: 'Order Refunded',
      properties: { order_id: id },
    });
  }
}
