package org.drey.alerts.weigh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.alerts.story.StoryOccasion;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * A weighed look-alike: what else an alert could be. None is ever said to be excluded: what does
 * not fit is a hint, and what is missing is none.
 *
 * @param questions its names in the rules that fired, the first as a question
 * @param indicators of these rules
 * @param explains the share of the points of all reasons that theirs are, over 0 to 1
 * @param standing how well it fits
 * @param fits what of the alert's events fits it, in a few words each
 * @param against what of them does not
 */
public record WeighedLookAlike(
    List<String> questions,
    List<String> indicators,
    double explains,
    LookAlikeStanding standing,
    List<String> fits,
    List<String> against) {
  /** The least share that a likely explanation of an alert explains, however well it fits. */
  private static final double LITTLE = 1.0 / 3;

  /** So many are weighed in sight, the likeliest; the others are folded. */
  public static final int LIKELIEST = 3;

  /** How well a look-alike fits, the best first. */
  public enum LookAlikeStanding {
    FITS("fits what there is"),
    OPEN("open"),
    /** Nothing is known for or against it. */
    NOT_WEIGHED("not excluded"),
    UNLIKELY("unlikely");

    private final String words;

    LookAlikeStanding(String words) {
      this.words = words;
    }

    /** The words for it. */
    public String words() {
      return words;
    }
  }

  /**
   * A look-alike as a rule names it.
   *
   * @param points of the rule's reason
   */
  public record NamedLookAlike(String words, String indicator, double points) {}

  /** Names of one kind; of a wording whose kind is not known, that one. */
  private record NamesOfKind(@Nullable LookAlikeKind kind, List<NamedLookAlike> names) {}

  /**
   * The look-alikes of an alert, the likeliest first: those that would explain enough of it, and of
   * these those that fit best.
   *
   * @param named those of the rules that fired, of the largest reasons first
   */
  public static List<WeighedLookAlike> of(
      Collection<NamedLookAlike> named, Alert alert, List<StoryOccasion> occasions) {
    return of(named, new EventFeatures(alert, occasions).found());
  }

  /** The same where nothing may speak for or against one: they are only named. */
  public static List<WeighedLookAlike> unweighed(Collection<NamedLookAlike> named) {
    return of(named, Map.of());
  }

  private static List<WeighedLookAlike> of(
      Collection<NamedLookAlike> named, Map<EventFeature, String> found) {
    Map<String, NamesOfKind> kinds = new LinkedHashMap<>();
    for (NamedLookAlike one : named) {
      LookAlikeKind kind = LookAlikeKind.of(one.words());
      kinds
          .computeIfAbsent(
              kind == null ? one.words() : kind.name(),
              key -> new NamesOfKind(kind, new ArrayList<>()))
          .names()
          .add(one);
    }
    double all = points(named);
    return kinds.values().stream()
        .map(alike -> weighed(alike, all == 0 ? 0 : points(alike.names()) / all, found))
        .sorted(
            Comparator.comparing((WeighedLookAlike one) -> one.explains() < LITTLE)
                .thenComparing(WeighedLookAlike::standing)
                .thenComparing(Comparator.comparingInt(WeighedLookAlike::balance).reversed()))
        .toList();
  }

  /** The points of the reasons that name some of them, each once. */
  private static double points(Collection<NamedLookAlike> named) {
    Map<String, Double> points = new HashMap<>();
    named.forEach(one -> points.put(one.indicator(), one.points()));
    return points.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static WeighedLookAlike weighed(
      NamesOfKind alike, double explains, Map<EventFeature, String> found) {
    LookAlikeKind kind = alike.kind();
    List<String> fits = kind == null ? List.of() : words(kind.fits(), found);
    List<String> against = kind == null ? List.of() : words(kind.against(), found);
    Set<String> questions = new LinkedHashSet<>();
    Set<String> indicators = new LinkedHashSet<>();
    alike
        .names()
        .forEach(
            one -> {
              questions.add(one.words());
              indicators.add(one.indicator());
            });
    return new WeighedLookAlike(
        List.copyOf(questions),
        List.copyOf(indicators),
        explains,
        judged(fits.size(), against.size()),
        fits,
        against);
  }

  private static List<String> words(
      Collection<EventFeature> features, Map<EventFeature, String> found) {
    return features.stream().map(found::get).filter(Objects::nonNull).distinct().toList();
  }

  private static LookAlikeStanding judged(int fits, int against) {
    if (fits + against == 0) {
      return LookAlikeStanding.NOT_WEIGHED;
    }
    return against == 0 && fits > 1
        ? LookAlikeStanding.FITS
        : against > fits ? LookAlikeStanding.UNLIKELY : LookAlikeStanding.OPEN;
  }

  private int balance() {
    return fits.size() - against.size();
  }

  /** Its name, as a question. */
  public String question() {
    return questions.get(0) + "?";
  }

  /** The other names that rules have for it: "also: coaching; telehealth"; empty without any. */
  public String also() {
    return questions.size() == 1
        ? ""
        : "also: " + String.join("; ", questions.subList(1, questions.size()));
  }

  /** Returns how well it fits and why: "unlikely. Does not fit: 4 hosts in 12 sessions". */
  public String weighing() {
    StringBuilder text = new StringBuilder(standing.words());
    if (!fits.isEmpty()) {
      text.append(". Fits: ").append(String.join("; ", fits));
    }
    if (!against.isEmpty()) {
      text.append(". Does not fit: ").append(String.join("; ", against));
    }
    return text.append('.').toString();
  }
}
