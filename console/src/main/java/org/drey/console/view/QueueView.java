package org.drey.console.view;

import java.util.List;
import java.util.Map;
import org.drey.console.work.SavedViews;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param numbers what is open, each a filter
 * @param since what has changed since the analyst's last look; null before the first
 * @param ages how old the newest record of each input is
 * @param filters what can be chosen
 * @param isFiltered whether anything is
 * @param views filters that the analyst has saved
 * @param newer what waits
 * @param help what comes before the alerts of young people
 * @param lane alerts of young people
 * @param stories the others
 * @param nextLane where the list of young people goes on; null if it does not
 * @param next where the list of the others goes on; null if it does not
 * @param budget before which of the stories a day's work ends; -1 where that is not said
 * @param decided how many alerts were decided today
 * @param nothing what is said if nothing is listed; null if something is
 */
public record QueueView(
    PageFrame frame,
    List<Figure> numbers,
    @Nullable SinceVisit since,
    List<String> ages,
    List<Choices> filters,
    boolean isFiltered,
    SavedFilters views,
    NewerView newer,
    List<String> help,
    List<AlertLine> lane,
    List<Group> stories,
    @Nullable NextPage nextLane,
    @Nullable NextPage next,
    int budget,
    long decided,
    @Nullable EmptyQueue nothing) {

  /** So many alerts are a day's work; what is beyond them will wait. */
  public static final int DAILY_BUDGET = 40;

  /** A number with its filter. */
  public record Figure(long count, String words, String address, boolean isUrgent) {}

  /** The changes since a visit, in numbers. */
  public record SinceVisit(String when, List<Figure> changes) {}

  /**
   * Filters that the analyst has saved.
   *
   * @param present the parameters of this list, to be saved
   */
  public record SavedFilters(List<View> all, Map<String, String> present) {
    /** The longest name, in characters. */
    public int maxName() {
      return SavedViews.MAX_NAME;
    }
  }

  /** Saved filters. */
  public record View(String name, String address, boolean isHere) {}

  /** The options of one kind. */
  public record Choices(String name, String label, List<Option> options) {}

  /** One of several. */
  public record Option(String value, String label, boolean isChosen) {}

  /**
   * Alerts that hang together.
   *
   * @param title what they have in common; null of an alert alone
   * @param sum what is new of all of them, and who has claimed some; empty if nothing is
   * @param first the most urgent
   */
  public record Group(@Nullable String title, String sum, AlertLine first, List<AlertLine> others) {
    /** Returns how many alerts. */
    public int size() {
      return others.size() + 1;
    }
  }

  /** The next page of a list. */
  public record NextPage(String address, String words) {}

  /** The words if there is nothing, and why that is not a fault. */
  public record EmptyQueue(String words, List<String> ages) {}
}
