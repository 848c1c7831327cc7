package foodcourt.order;

/**
 * One line of an order.
 *
 * @param quantity 1 or more
 * @param priceCents of one piece, 0 or more
 */
public record Item(String dish, int quantity, long priceCents) {}
