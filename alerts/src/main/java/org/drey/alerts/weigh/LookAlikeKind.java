package org.drey.alerts.weigh;

import static org.drey.alerts.weigh.EventFeature.AMOUNTS_ALIKE;
import static org.drey.alerts.weigh.EventFeature.AMOUNTS_DIFFER;
import static org.drey.alerts.weigh.EventFeature.BOTH_ADULT;
import static org.drey.alerts.weigh.EventFeature.BY_DAY;
import static org.drey.alerts.weigh.EventFeature.BY_NIGHT;
import static org.drey.alerts.weigh.EventFeature.CHILD_ASSURED;
import static org.drey.alerts.weigh.EventFeature.CLOSED_SESSIONS;
import static org.drey.alerts.weigh.EventFeature.HOSTS_DIFFER;
import static org.drey.alerts.weigh.EventFeature.HOURS_DIFFER;
import static org.drey.alerts.weigh.EventFeature.LONG_SESSIONS;
import static org.drey.alerts.weigh.EventFeature.MANY_VIEWERS;
import static org.drey.alerts.weigh.EventFeature.ONE_PAID;
import static org.drey.alerts.weigh.EventFeature.ONE_PAYER;
import static org.drey.alerts.weigh.EventFeature.PAID_BEFORE;
import static org.drey.alerts.weigh.EventFeature.RELATED;
import static org.drey.alerts.weigh.EventFeature.SAME_HOST;
import static org.drey.alerts.weigh.EventFeature.SAME_HOUR;
import static org.drey.alerts.weigh.EventFeature.SAME_WEEKDAY;
import static org.drey.alerts.weigh.EventFeature.SEVERAL_COUNTRIES;
import static org.drey.alerts.weigh.EventFeature.SEVERAL_PAID;
import static org.drey.alerts.weigh.EventFeature.SHORT_SESSIONS;
import static org.drey.alerts.weigh.EventFeature.WATCHED_ALONE;
import static org.drey.alerts.weigh.EventFeature.WEEKDAYS_DIFFER;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of lawful behaviour that rules name among their false positives, by words in which they
 * name it, with what speaks for and against it. What a rule fires on by itself speaks for none.
 */
enum LookAlikeKind {
  FAMILY("\\bfamil|relativ|remittance|household"),
  LESSONS("lesson|tutor|teach|coach|school|therap|telehealth|advice|advis"),
  ADULT("adult"),
  COUPLES("couple|partner|friend|present|gift"),
  STUDIO("studio|agency"),
  POPULAR("popular|platform"),
  GOODS("goods|seller|freelanc|staff|team|second-hand|shopping|game|gaming|credit"),
  HELP("aid worker|charit|sponsor|fundrais|event|help"),
  SHIFTS("shift|when it is day|time zone|gamers");

  private final Pattern words;

  LookAlikeKind(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** The kind of a rule's wording; null of one that is not known, or that names several. */
  static @Nullable LookAlikeKind of(String wording) {
    List<LookAlikeKind> kinds =
        Arrays.stream(values()).filter(one -> one.words.matcher(wording).find()).toList();
    return kinds.size() == 1 ? kinds.get(0) : null;
  }

  /** The features that speak for it. */
  List<EventFeature> fits() {
    return switch (this) {
      case FAMILY -> List.of(RELATED, ONE_PAID, ONE_PAYER, LONG_SESSIONS);
      case LESSONS ->
          List.of(SAME_HOST, SAME_WEEKDAY, SAME_HOUR, AMOUNTS_ALIKE, LONG_SESSIONS, BY_DAY);
      case ADULT -> List.of(BOTH_ADULT, MANY_VIEWERS);
      case COUPLES -> List.of(SAME_HOST, ONE_PAID, ONE_PAYER, BOTH_ADULT, LONG_SESSIONS, RELATED);
      case STUDIO -> List.of(HOSTS_DIFFER, BOTH_ADULT);
      case POPULAR -> List.of(MANY_VIEWERS);
      case GOODS -> List.of(SEVERAL_COUNTRIES, BY_DAY);
      case HELP, SHIFTS -> List.of();
    };
  }

  /** The features that speak against it. */
  List<EventFeature> against() {
    return switch (this) {
      case FAMILY -> List.of(HOSTS_DIFFER, SEVERAL_COUNTRIES, PAID_BEFORE, SHORT_SESSIONS);
      case LESSONS ->
          List.of(
              HOSTS_DIFFER,
              SEVERAL_PAID,
              WEEKDAYS_DIFFER,
              HOURS_DIFFER,
              AMOUNTS_DIFFER,
              SHORT_SESSIONS,
              BY_NIGHT);
      case ADULT -> List.of(CHILD_ASSURED);
      case COUPLES -> List.of(HOSTS_DIFFER, SEVERAL_PAID, CHILD_ASSURED);
      case STUDIO -> List.of(SAME_HOST, CHILD_ASSURED);
      case POPULAR -> List.of(WATCHED_ALONE, ONE_PAYER);
      case GOODS, HELP -> List.of(PAID_BEFORE, CLOSED_SESSIONS);
      case SHIFTS -> List.of(BY_DAY);
    };
  }
}
