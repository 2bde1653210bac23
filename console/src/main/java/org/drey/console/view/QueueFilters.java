package org.drey.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.drey.alerts.explain.Times;
import org.drey.console.triage.Change;
import org.drey.console.triage.Filter;
import org.drey.console.triage.Triage;
import org.drey.console.view.QueueView.Choices;
import org.drey.console.view.QueueView.Figure;
import org.drey.console.view.QueueView.Option;
import org.drey.console.work.Views;
import org.drey.event.LogSource;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** The filters that a list can be narrowed to, and the numbers that lead there. */
public final class QueueFilters {
  private QueueFilters() {}

  /**
   * Returns what is open, in numbers.
   *
   * @param noon the next one, by the clock of where the console is
   * @param mayAgree whether the analyst may be the second of two
   */
  public static List<Figure> numbers(Triage.Overview open, Instant noon, boolean mayAgree) {
    List<Figure> numbers = new ArrayList<>(numbers(open, noon));
    if (!mayAgree) {
      numbers.remove(eyes(open));
    }
    return numbers;
  }

  private static Figure eyes(Triage.Overview open) {
    return new Figure(
        open.eyes(), "waiting for second eyes", Addresses.of(showing(Filter.Show.EYES)), false);
  }

  private static List<Figure> numbers(Triage.Overview open, Instant noon) {
    return List.of(
        new Figure(
            open.overdue(),
            "overdue",
            Addresses.of(dueFilter(Filter.Due.OVERDUE)),
            open.overdue() > 0),
        new Figure(
            open.noon(),
            "due before noon (" + Times.utc(noon) + ")",
            Addresses.of(dueFilter(Filter.Due.NOON)),
            false),
        eyes(open),
        new Figure(open.open(), "open", Addresses.of(Filter.OPEN), false),
        new Figure(
            open.mine(),
            "claimed by you",
            Addresses.of(
                new Filter(Filter.Show.OPEN, null, null, Filter.Due.ANY, Filter.Claim.MINE, null)),
            false));
  }

  private static Filter showing(Filter.Show show) {
    return new Filter(show, null, null, Filter.Due.ANY, Filter.Claim.ANY, null);
  }

  private static Filter dueFilter(Filter.Due due) {
    return new Filter(Filter.Show.OPEN, null, null, due, Filter.Claim.ANY, null);
  }

  /**
   * Returns what has changed, in numbers; each leads to all of it.
   *
   * @param more how many changes are not counted by kind
   */
  public static List<Figure> changes(Map<Change.Kind, Long> counts, long more) {
    String address = Addresses.of(showing(Filter.Show.CHANGED));
    List<Figure> numbers = new ArrayList<>();
    counts.forEach(
        (kind, count) -> {
          if (count > 0) {
            boolean isUrgent = kind == Change.Kind.STRONGER || kind == Change.Kind.REOPENED;
            numbers.add(new Figure(count, lower(kind), address, isUrgent));
          }
        });
    if (more > 0) {
      numbers.add(new Figure(more, "more", address, false));
    }
    return numbers;
  }

  /** Returns what an analyst has saved, beside a list. */
  public static QueueView.Views views(List<Views.View> saved, Filter present) {
    String here = Addresses.query(present);
    return new QueueView.Views(
        saved.stream()
            .map(
                one ->
                    new QueueView.View(
                        one.name(),
                        one.query().isEmpty() ? "/" : "/?" + one.query(),
                        one.query().equals(here)))
            .toList(),
        present.parameters());
  }

  /** Returns what can be chosen. */
  public static List<Choices> choices(Filter filter) {
    return List.of(
        of("show", "State", Filter.Show.values(), filter.show(), QueueFilters::show),
        any("track", "Track", known(Track.values(), Track.UNKNOWN), filter.track()),
        any("priority", "Priority", known(Priority.values(), Priority.UNKNOWN), filter.priority()),
        of("due", "Due", Filter.Due.values(), filter.due(), QueueFilters::due),
        of("claim", "Claimed", Filter.Claim.values(), filter.claim(), QueueFilters::claim),
        streams(filter.stream()));
  }

  private static <E extends Enum<E>> List<E> known(E[] all, E unknown) {
    return Arrays.stream(all).filter(one -> one != unknown).toList();
  }

  private static <E extends Enum<E>> Choices of(
      String name, String label, E[] all, E chosen, Function<E, String> words) {
    List<Option> options =
        Arrays.stream(all)
            .map(one -> new Option(lower(one), words.apply(one), one == chosen))
            .toList();
    return new Choices(name, label, options);
  }

  private static <E extends Enum<E>> Choices any(
      String name, String label, List<E> all, @Nullable E chosen) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", "any", chosen == null));
    for (E one : all) {
      String words = one instanceof Priority ? one.name() : lower(one);
      options.add(new Option(lower(one), words, one == chosen));
    }
    return new Choices(name, label, options);
  }

  private static Choices streams(@Nullable String chosen) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", "any", chosen == null));
    for (LogSource one : LogSource.ALL) {
      options.add(new Option(one.label(), one.words(), one.label().equals(chosen)));
    }
    return new Choices("stream", "Rests on", options);
  }

  private static String show(Filter.Show show) {
    return switch (show) {
      case CHANGED -> "changed since I looked";
      case EYES -> "waiting for second eyes";
      case OPEN, CLOSED, WITHDRAWN -> lower(show);
    };
  }

  private static String due(Filter.Due due) {
    return switch (due) {
      case ANY -> "any time";
      case OVERDUE -> "overdue";
      case NOON -> "before noon";
    };
  }

  private static String claim(Filter.Claim claim) {
    return switch (claim) {
      case ANY -> "by anyone";
      case MINE -> "by me";
      case FREE -> "by no one";
    };
  }

  private static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }
}
