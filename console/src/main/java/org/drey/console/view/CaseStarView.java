package org.drey.console.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.TrackWords;
import org.drey.base.PlainText;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * A case as a star: what its alerts have in common in the middle, alerts around it. All of them are
 * in its table, too.
 *
 * @param handOn the page that hands it on
 * @param centre the kind of what is in the middle
 * @param token of what is in the middle; null of one who may be a victim
 * @param degree how many entities have to do with it, with alerts or without
 * @param members the most urgent first
 * @param drawn how many of the members are in the drawing
 */
public record CaseStarView(
    String handOn,
    String centre,
    @Nullable String token,
    int degree,
    List<Member> members,
    int drawn) {
  /** The width of the drawing. */
  public static final int WIDTH = 760;

  /** The height of the drawing. */
  public static final int HEIGHT = 260;

  /** The centre of the drawing, across. */
  public static final int X = WIDTH / 2;

  /** The centre of the drawing, down. */
  public static final int Y = HEIGHT / 2;

  private static final int MAX_DRAWN = 14;
  private static final int LABEL = 24;
  private static final int RADIUS_X = 290;
  private static final int RADIUS_Y = 98;

  /**
   * An alert of the case.
   *
   * @param here whether it is the one whose page this is
   * @param x in the drawing; of those that are not drawn, nothing
   */
  public record Member(
      String alertId, String who, String token, boolean here, String x, String y, String labelY) {}

  /**
   * The star of a case on the page of one of its alerts.
   *
   * @param urgency ids of alerts, the most urgent first; one that is not there comes last
   * @param victims who of the case may be a victim by another alert
   */
  static CaseStarView of(Case star, String alertId, List<String> urgency, PossibleVictims victims) {
    List<Member> members = new ArrayList<>();
    int drawn = Math.min(MAX_DRAWN, star.getMembers().size());
    for (CaseMember one : inOrder(star, urgency)) {
      double angle = 2 * Math.PI * members.size() / drawn - Math.PI / 2;
      members.add(
          new Member(
              one.getAlertId(),
              word(one.getTrack())
                  + (victims.beside(star, one) == null ? "" : ", also a young person"),
              token(star, one, alertId, victims),
              one.getAlertId().equals(alertId),
              PointBarsView.percent(X + RADIUS_X * Math.cos(angle)),
              PointBarsView.percent(Y + RADIUS_Y * Math.sin(angle)),
              PointBarsView.percent(Y + RADIUS_Y * Math.sin(angle) + LABEL)));
    }
    return new CaseStarView(
        ListAddresses.handOn(star),
        TrackWords.kind(star.getEntityKind()),
        victims.hidesCentre(star) ? null : PlainText.text(star.getEntity()),
        star.getDegree(),
        members,
        drawn);
  }

  /** The alert of one who may be a victim is there by its id alone. */
  private static String token(Case star, CaseMember one, String alertId, PossibleVictims victims) {
    return victims.hides(star, one, alertId)
        ? "alert " + PossibleVictims.shortened(one.getAlertId())
        : PlainText.text(one.getEntity());
  }

  private static List<CaseMember> inOrder(Case star, List<String> urgency) {
    Map<String, Integer> places = new HashMap<>();
    urgency.forEach(id -> places.put(id, places.size()));
    return star.getMembers().stream()
        .sorted(
            Comparator.comparing(one -> places.getOrDefault(one.getAlertId(), Integer.MAX_VALUE)))
        .toList();
  }

  private static String word(Track track) {
    return AlertGroups.members(track, 1);
  }
}
