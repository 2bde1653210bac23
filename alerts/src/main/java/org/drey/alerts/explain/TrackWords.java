package org.drey.alerts.explain;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Track;

/** Words for whom an alert is about, without a word of guilt. */
public final class TrackWords {
  private static final String IN_DANGER =
      "In immediate danger: the emergency number of the police, first.";
  private static final String REACH =
      "Then your safeguarding procedure: reach them through people they can trust; ";
  private static final String HOSTS =
      "end the sessions without blame; records are kept, not deleted.";
  private static final String PAYS =
      "stop further payments without blame; messages are kept, not deleted; paying does"
          + " not make it stop.";
  private static final int MAX_TOKEN = 16;
  private static final int SHOWN_LETTERS = 8;

  private TrackWords() {}

  /** Returns whom it is about, as the beginning of a sentence. */
  public static String who(Alert alert) {
    return switch (alert.getTrack()) {
      case PAYER -> "A person who pays or watches";
      case FACILITATOR -> "An account or host that is paid";
      case PURCHASE -> "A person who buys";
      case VICTIM ->
          "A young person who " + (isHost(alert) ? "hosts" : "pays") + ", and may need help";
      case RECEIVER -> "An account that is paid; whoever holds it may be used by others";
      case ENTITY -> "A " + kind(alert.getEntityKind()) + ", no person";
      case UNKNOWN -> "An entity on a track that is newer than this program";
    };
  }

  /** Returns how events call it where its token would be. */
  static String here(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      return "the young person";
    }
    return switch (alert.getEntityKind()) {
      case SUBJECT -> "this person";
      case PAYEE -> "this account";
      default -> "this " + kind(alert.getEntityKind());
    };
  }

  /** A kind of entity, as a word. */
  public static String kind(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns whom it is about in a list, in one or two words. */
  public static String brief(Track track, EntityKind kind) {
    if (track == Track.VICTIM) {
      return kind == EntityKind.HOST ? "young host" : "young person";
    }
    return switch (kind) {
      case SUBJECT -> "person";
      case PAYEE -> "account";
      default -> kind(kind);
    };
  }

  /** Returns the end of a token, which tells it from others; all of a short one. */
  public static String shortened(String token) {
    String plain = PlainText.text(token);
    return plain.length() <= MAX_TOKEN
        ? plain
        : "…" + plain.substring(plain.length() - SHOWN_LETTERS);
  }

  /** Returns what comes before anything else; empty but for a young person who may need help. */
  public static List<String> help(Alert alert) {
    if (alert.getTrack() != Track.VICTIM) {
      return List.of();
    }
    boolean isHost = isHost(alert);
    return List.of(
        "This may be a young person who is "
            + (isHost ? "made to host" : "pressed for money")
            + ". They have done nothing wrong, and nothing here counts against them.",
        IN_DANGER,
        REACH + (isHost ? HOSTS : PAYS),
        "No step against their account, and no word to whoever is paid"
            + (isHost ? " or watches." : "."));
  }

  /** The same of a list of alerts, in which some may host and others pay. */
  public static List<String> help(Collection<Alert> alerts) {
    List<Alert> young = alerts.stream().filter(one -> one.getTrack() == Track.VICTIM).toList();
    if (young.isEmpty()) {
      return List.of();
    }
    long hosts = young.stream().filter(TrackWords::isHost).count();
    if (hosts == 0 || hosts == young.size()) {
      return help(young.get(0));
    }
    return List.of(
        "These may be young people who are made to host ("
            + hosts
            + " here), or pressed for money ("
            + (young.size() - hosts)
            + "). They have done nothing wrong, and nothing here counts against them.",
        IN_DANGER,
        REACH + HOSTS,
        "Those who pay: " + PAYS,
        "No step against their accounts, and no word to whoever is paid or watches.");
  }

  private static boolean isHost(Alert alert) {
    return alert.getEntityKind() == EntityKind.HOST;
  }
}
