package org.drey.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.drey.alerts.explain.TimeWords;
import org.drey.console.triage.AlertChange;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.AlertTriage;
import org.drey.console.view.QueueView.Choices;
import org.drey.console.view.QueueView.Figure;
import org.drey.console.view.QueueView.Option;
import org.drey.console.work.SavedViews;
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
  public static List<Figure> numbers(AlertTriage.Overview open, Instant noon, boolean mayAgree) {
    List<Figure> numbers = new ArrayList<>(numbers(open, noon));
    if (!mayAgree) {
      numbers.remove(eyes(open));
    }
    return numbers;
  }

  private static Figure eyes(AlertTriage.Overview open) {
    return new Figure(
        open.eyes(),
        "waiting for second eyes",
        ListAddresses.of(showing(AlertFilter.StateFilter.EYES)),
        false);
  }

  private static List<Figure> numbers(AlertTriage.Overview open, Instant noon) {
    List<Figure> numbers = new ArrayList<>();
    if (open.isDated()) {
      numbers.addAll(deadlines(open, noon));
    }
    numbers.add(eyes(open));
    numbers.add(new Figure(open.open(), "open", ListAddresses.of(AlertFilter.OPEN), false));
    if (open.decided() > 0) {
      numbers.add(
          new Figure(
              open.decided(),
              "decided, counts at the next replay",
              ListAddresses.of(showing(AlertFilter.StateFilter.DECIDED)),
              false));
    }
    numbers.add(mine(open));
    return numbers;
  }

  private static List<Figure> deadlines(AlertTriage.Overview open, Instant noon) {
    return List.of(
        new Figure(
            open.overdue(),
            "overdue",
            ListAddresses.of(dueFilter(AlertFilter.TimeFilter.OVERDUE)),
            open.overdue() > 0),
        new Figure(
            open.noon(),
            "due before noon (" + TimeWords.utc(noon) + ")",
            ListAddresses.of(dueFilter(AlertFilter.TimeFilter.NOON)),
            false));
  }

  private static Figure mine(AlertTriage.Overview open) {
    AlertFilter mine =
        new AlertFilter(
            AlertFilter.StateFilter.OPEN,
            null,
            null,
            AlertFilter.TimeFilter.ANY,
            AlertFilter.ClaimFilter.MINE,
            null);
    return new Figure(open.mine(), "claimed by you", ListAddresses.of(mine), false);
  }

  private static AlertFilter showing(AlertFilter.StateFilter show) {
    return new AlertFilter(
        show, null, null, AlertFilter.TimeFilter.ANY, AlertFilter.ClaimFilter.ANY, null);
  }

  private static AlertFilter dueFilter(AlertFilter.TimeFilter due) {
    return new AlertFilter(
        AlertFilter.StateFilter.OPEN, null, null, due, AlertFilter.ClaimFilter.ANY, null);
  }

  /**
   * Returns what has changed, in numbers; each leads to all of it.
   *
   * @param more how many changes are not counted by kind
   */
  public static List<Figure> changes(Map<AlertChange.Kind, Long> counts, long more) {
    String address = ListAddresses.of(showing(AlertFilter.StateFilter.CHANGED));
    List<Figure> numbers = new ArrayList<>();
    counts.forEach(
        (kind, count) -> {
          if (count > 0) {
            boolean isUrgent =
                kind == AlertChange.Kind.STRONGER || kind == AlertChange.Kind.REOPENED;
            numbers.add(new Figure(count, lower(kind), address, isUrgent));
          }
        });
    if (more > 0) {
      numbers.add(new Figure(more, "more", address, false));
    }
    return numbers;
  }

  /** Returns what an analyst has saved, beside a list. */
  public static QueueView.SavedFilters views(List<SavedViews.View> saved, AlertFilter present) {
    String here = ListAddresses.query(present);
    return new QueueView.SavedFilters(
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
  public static List<Choices> choices(AlertFilter filter) {
    return List.of(
        of("show", "State", AlertFilter.StateFilter.values(), filter.show(), QueueFilters::show),
        any("track", "Track", known(Track.values(), Track.UNKNOWN), filter.track()),
        any("priority", "Priority", known(Priority.values(), Priority.UNKNOWN), filter.priority()),
        of("due", "Due", AlertFilter.TimeFilter.values(), filter.due(), QueueFilters::due),
        of(
            "claim",
            "Claimed",
            AlertFilter.ClaimFilter.values(),
            filter.claim(),
            QueueFilters::claim),
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

  private static String show(AlertFilter.StateFilter show) {
    return switch (show) {
      case CHANGED -> "changed since I looked";
      case EYES -> "waiting for second eyes";
      case DECIDED -> "decided, until the next replay";
      case OPEN, CLOSED, WITHDRAWN -> lower(show);
    };
  }

  private static String due(AlertFilter.TimeFilter due) {
    return switch (due) {
      case ANY -> "any time";
      case OVERDUE -> "overdue";
      case NOON -> "before noon";
    };
  }

  private static String claim(AlertFilter.ClaimFilter claim) {
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
