package org.drey.alerts.story;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of one payee, or of one payer, in the payments of an alert.
 *
 * @param other the token
 * @param payments how many, carried out
 * @param sum in the reference currency; of those without a rate nothing is in it
 * @param last when the newest was, milliseconds since 1970
 */
public record PaidShare(String other, int payments, double sum, long last) {
  /** So many are listed, the largest. */
  public static final int LISTED = 6;

  /** The shares of some occasions, the largest first. */
  public static List<PaidShare> of(Collection<StoryOccasion> occasions) {
    Map<String, List<StoryPayment>> byOther = new LinkedHashMap<>();
    for (StoryOccasion occasion : occasions) {
      for (StoryPayment one : occasion.payments()) {
        if (one.completed()) {
          byOther.computeIfAbsent(one.other(), other -> new ArrayList<>()).add(one);
        }
      }
    }
    return byOther.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(PaidShare::sum)
                .thenComparingInt(PaidShare::payments)
                .reversed())
        .toList();
  }

  private static PaidShare of(String other, List<StoryPayment> payments) {
    return new PaidShare(
        other,
        payments.size(),
        payments.stream().mapToDouble(one -> one.amount() == null ? 0 : one.amount()).sum(),
        payments.get(payments.size() - 1).time());
  }
}
