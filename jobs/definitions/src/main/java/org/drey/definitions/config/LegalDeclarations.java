package org.drey.definitions.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drey.base.Sha256Digests;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of a deployment about the people who ask for names and pages, and whom a splash
 * page may reach: whether Drey processes anything by which their connection is known again.
 *
 * @param subjects what happens to their tokens
 * @param nothingRecorded whether the operator states that nothing is kept of visitors anywhere
 * @param notice who answers for that, and where it is explained; null if nothing is said
 * @param hash the same for two files exactly if they declare the same: twelve hexadecimal digits
 */
public record LegalDeclarations(
    Subjects subjects, boolean nothingRecorded, @Nullable PrivacyNotice notice, String hash) {
  private static final List<String> STREAMS =
      List.of(TopicNames.DNS_QUERIES, TopicNames.WEB_REQUESTS);
  private static final int DIGITS = 12;

  /** The treatment of the tokens of subjects. */
  public enum Subjects {
    /** They are removed from every record before any rule or list sees it. */
    REMOVED,
    /** They are processed, at least those of one topic. */
    PROCESSED,
    /** Nothing is declared of a topic; no job would start. */
    UNDECLARED
  }

  /** Returns the declarations of a configuration. */
  static LegalDeclarations of(DreyConfiguration configuration) {
    List<BoundTopic> sources =
        STREAMS.stream().map(configuration::sources).flatMap(Collection::stream).toList();
    SplashStatements splash = configuration.splash();
    return new LegalDeclarations(
        subjects(sources), splash.nothingRecorded(), splash.notice(), hash(configuration));
  }

  private static Subjects subjects(List<BoundTopic> sources) {
    if (sources.stream().anyMatch(BoundTopic::hasBasis)) {
      return Subjects.PROCESSED;
    }
    boolean removed = sources.stream().allMatch(BoundTopic::isWithoutBasis);
    return removed ? Subjects.REMOVED : Subjects.UNDECLARED;
  }

  private static String hash(DreyConfiguration configuration) {
    List<String> lines = new ArrayList<>();
    for (String stream : STREAMS) {
      configuration.sources(stream).stream()
          .map(source -> stream + " " + source.topic() + " " + basis(source))
          .sorted()
          .forEach(lines::add);
    }
    PrivacyNotice notice = configuration.splash().notice();
    lines.add(notice == null ? "no notice" : notice.url() + " " + notice.controller());
    if (configuration.splash().nothingRecorded()) {
      lines.add("nothing recorded");
    }
    return Sha256Digests.hex(String.join("\n", lines)).substring(0, DIGITS);
  }

  /** As many words for one thing are one thing. */
  private static String basis(BoundTopic source) {
    String declared = source.legalBasis();
    if (declared == null || declared.isBlank()) {
      return "undeclared";
    }
    return source.isWithoutBasis() ? "none" : "basis " + declared.strip();
  }
}
