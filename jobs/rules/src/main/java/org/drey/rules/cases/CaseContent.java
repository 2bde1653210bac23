package org.drey.rules.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drey.base.DerivedIds;

/**
 * The content of a case.
 *
 * @param degree how many entities named the one in the middle within the time of the star
 * @param members the alerts with the highest peaks, the highest first
 * @param firstSeen the earliest first seen of all its alerts, milliseconds since 1970
 * @param lastSeen the newest last seen of all its alerts
 */
public record CaseContent(int degree, List<Member> members, long firstSeen, long lastSeen) {
  /** The most alerts that a case shows. */
  public static final int MAX_MEMBERS = 50;

  private static final Comparator<Member> HIGHEST_FIRST =
      Comparator.comparingDouble(Member::peak).reversed().thenComparing(Member::alertId);

  /** An alert of a case. */
  public record Member(String alertId, String entity, String track, double peak) {}

  /** A case of some alerts, of which it shows the highest. */
  static CaseContent of(int degree, List<Member> members, long firstSeen, long lastSeen) {
    List<Member> shown = members.stream().sorted(HIGHEST_FIRST).limit(MAX_MEMBERS).toList();
    return new CaseContent(degree, shown, firstSeen, lastSeen);
  }

  /** Returns what identifies the content. */
  String digest() {
    List<String> parts = new ArrayList<>();
    parts.add(Integer.toString(degree));
    parts.add(Long.toString(firstSeen));
    parts.add(Long.toString(lastSeen));
    for (Member member : members) {
      parts.add(member.alertId());
      parts.add(member.entity());
      parts.add(member.track());
      parts.add(Double.toString(member.peak()));
    }
    return DerivedIds.of(parts.toArray(String[]::new));
  }
}
