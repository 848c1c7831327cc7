package tribunal.verify;

import tribunal.history.Demands.Budget;

/** How a budget fared: VALID is met, INVALID missed, UNKNOWN cannot be told. */
public record BudgetResult(Budget budget, Ruling ruling, long actualNanos) {}
