package org.drey.cli.size;

import java.util.ArrayList;
import java.util.List;

/**
 * State of the detection job that is kept of some people.
 *
 * @param who the people
 * @param people how many they are
 * @param everyDays every how many days each of them does it
 * @param bytesEach what is kept of each
 * @param gigabytes of all of them
 */
record StatePart(String who, double people, double everyDays, double bytesEach, double gigabytes) {
  private static final double GIGA = 1e9;

  /** Returns the parts of a load's state. */
  static List<StatePart> of(ExpectedLoad load, MeasuredCosts costs) {
    List<StatePart> parts = new ArrayList<>();
    for (PayerKind kind : costs.payers()) {
      double people = kind.isAbroad() ? load.sendersAbroad() : load.subscribers();
      double aDay = load.paymentsPerDay() * kind.share();
      parts.add(part(kind, people, aDay));
    }
    double perDaily = costs.of(CostFigure.EVENT_STATE);
    parts.add(
        new StatePart(
            "livestreams",
            load.subscribers(),
            everyDays(load.subscribers(), load.streamsPerDay()),
            load.subscribers() > 0 ? perDaily * load.streamsPerDay() / load.subscribers() : 0,
            perDaily * load.streamsPerDay() / GIGA));
    return List.copyOf(parts);
  }

  /** Of those who make so many payments a day together, each as often as the others. */
  private static StatePart part(PayerKind kind, double people, double aDay) {
    double everyDays = everyDays(people, aDay);
    double bytes = aDay > 0 && people > 0 ? kind.bytesAt(everyDays) : 0;
    return new StatePart(kind.who(), people, everyDays, bytes, people * bytes / GIGA);
  }

  private static double everyDays(double people, double aDay) {
    return aDay > 0 ? people / aDay : 0;
  }

  /** Returns the gigabytes of all parts. */
  static double sum(List<StatePart> parts) {
    return parts.stream().mapToDouble(StatePart::gigabytes).sum();
  }
}
