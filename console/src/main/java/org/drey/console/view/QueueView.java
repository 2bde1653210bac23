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
 * @param whenLive what priorities of a replay's alerts mean; empty where none is a replay's
 * @param lane alerts of young people
 * @param stories the others
 * @param nextLane where the list of young people goes on; null if it does not
 * @param next where the list of the others goes on; null if it does not
 * @param budget before which of all groups a day's work ends; -1 where that is not said
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
    String whenLive,
    List<Group> lane,
    List<Group> stories,
    @Nullable NextPage nextLane,
    @Nullable NextPage next,
    int budget,
    long decided,
    @Nullable EmptyQueue nothing) {

  /** So many alerts are a day's work; what is beyond them will wait. */
  public static final int DAILY_BUDGET = 40;

  /**
   * Returns before which group there are so many alerts, and after which none is about children and
   * cannot wait; -1 if no group is left.
   */
  public static int budget(List<Group> groups, long left) {
    long alerts = 0;
    for (int i = 0; i < groups.size(); i++) {
      alerts += groups.get(i).size();
      boolean isFull = alerts > left && (i > 0 || left == 0); // the first is, however large
      if (isFull && groups.stream().skip(i).noneMatch(Group::isDueForChildren)) {
        return i;
      }
    }
    return -1;
  }

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
   * @param first the most urgent
   * @param others those that are folded behind it
   * @param more what these have in common, and how many they are
   * @param sum what is new of all of them, and who has claimed some; empty if nothing is
   */
  public record Group(AlertLine first, List<AlertLine> others, String more, String sum) {
    /** Returns how many alerts. */
    public int size() {
      return others.size() + 1;
    }

    private boolean isDueForChildren() {
      return first.isDueForChildren() || others.stream().anyMatch(AlertLine::isDueForChildren);
    }
  }

  /** The next page of a list. */
  public record NextPage(String address, String words) {}

  /** The words if there is nothing, and why that is not a fault. */
  public record EmptyQueue(String words, List<String> ages) {}
}
