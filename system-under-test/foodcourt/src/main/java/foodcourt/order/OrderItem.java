package foodcourt.order;

/**
 * One item of an order, with its quantity.
 *
 * @param dish not blank, at most {@value #DISH_LENGTH_MAX} UTF-16 code units, storable in a valid order
 * @param quantity 1 to {@value #QUANTITY_MAX} in a valid order
 * @param priceCents price of one piece, 0 to {@value #PRICE_CENTS_MAX} in a valid order
 */
public record OrderItem(String dish, int quantity, long priceCents) {
    public static final int QUANTITY_MAX = 1_000;
    public static final long PRICE_CENTS_MAX = 1_000_000;

    public static final int DISH_LENGTH_MAX = 100;

    public long totalCents() {
        return quantity * priceCents;
    }

    boolean isValid() {
        return !dish.isBlank()
                && StorableText.isStorable(dish, DISH_LENGTH_MAX)
                && quantity >= 1
                && quantity <= QUANTITY_MAX
                && priceCents >= 0
                && priceCents <= PRICE_CENTS_MAX;
    }
}
