package org.drey.benchmarks.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.event.Payment;

/** People who pay, day after day, through the steps of the job. */
final class PayingTown {
  static final long DAY = Duration.ofDays(1).toMillis();

  /** To how many each of those pays who pay often, in turn; so many pay each of them. */
  private static final int CIRCLE = 5;

  /** The number of people that a shop has. */
  private static final int PEOPLE_OF_A_SHOP = 100;

  private final Habit habit;
  private final InventedPayments payments;
  private final SplittableRandom random;
  private final int people;
  private int day;

  /** The habit of a person: how often they pay, and what. */
  enum Habit {
    /** In proportion to a country: mostly in shops, each person once a day. */
    COUNTRY("as a country pays", 1),
    /** Small payments abroad, so seldom that hardly a rule fires. */
    SELDOM("few rules fire", 40),
    /** So often that every payment completes findings of every rule for payments abroad. */
    OFTEN("all rules fire", 2);

    private final String title;
    private final int everyDays;

    Habit(String title, int everyDays) {
      this.title = title;
      this.everyDays = everyDays;
    }

    String title() {
      return title;
    }
  }

  /**
   * A town.
   *
   * @param aDay how many payments a day
   */
  PayingTown(Habit habit, InventedPayments payments, int aDay, long seed) {
    this.habit = habit;
    this.payments = payments;
    this.people = aDay * habit.everyDays;
    this.random = new SplittableRandom(seed);
  }

  /** The payments of the next day, in the order of time. */
  List<Payment> nextDay() {
    List<Payment> made = new ArrayList<>();
    for (int payer = day % habit.everyDays; payer < people; payer += habit.everyDays) {
      PaymentKind kind = habit == Habit.COUNTRY ? anyKind() : PaymentKind.ELIGIBLE;
      long time = InventedPayments.START + day * DAY + random.nextLong(DAY);
      made.add(payments.of(kind, InventedPayments.token("payer", payer), payee(kind, payer), time));
    }
    made.sort(Comparator.comparing(Payment::getEventTime));
    day++;
    return made;
  }

  /** Each kind as often as in the country. */
  private PaymentKind anyKind() {
    int all = Arrays.stream(PaymentKind.values()).mapToInt(PaymentKind::millionsADay).sum();
    int left = random.nextInt(all);
    for (PaymentKind kind : PaymentKind.values()) {
      left -= kind.millionsADay();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("each of " + all + " is of a kind");
  }

  private String payee(PaymentKind kind, int payer) {
    return switch (kind) {
      case FAMILY -> InventedPayments.token("relative", payer);
      case LONG_KNOWN -> InventedPayments.token("friend", payer);
      case PURCHASE ->
          InventedPayments.token("shop", random.nextInt(Math.max(1, people / PEOPLE_OF_A_SHOP)));
      case ELIGIBLE, TO_NEW_ACCOUNT, IN_BAND_AT_HOME ->
          InventedPayments.token(
              "payee", habit == Habit.OFTEN ? inTurn(payer) : random.nextInt(people));
    };
  }

  private int inTurn(int payer) {
    return (payer + day / habit.everyDays % CIRCLE) % people;
  }
}
