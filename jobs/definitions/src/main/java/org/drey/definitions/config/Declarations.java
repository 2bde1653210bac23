package org.drey.definitions.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drey.base.Digests;
import org.drey.event.Topics;
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
public record Declarations(
    Subjects subjects, boolean nothingRecorded, @Nullable Notice notice, String hash) {
  private static final List<String> STREAMS = List.of(Topics.DNS_QUERIES, Topics.WEB_REQUESTS);
  private static final int DIGITS = 12;

  /** The treatment of the tokens of subjects. */
  public enum Subjects {
    /** They are removed from every record before any rule or list sees it. */
    REMOVED,
    /** They are processed, at least those of one topic. */
    PROCESSED,
    /** Of a topic nothing is declared; no job would start. */
    UNDECLARED
  }

  /** Of a configuration. */
  static Declarations of(Configuration configuration) {
    List<Source> sources =
        STREAMS.stream().map(configuration::sources).flatMap(Collection::stream).toList();
    Splash splash = configuration.splash();
    return new Declarations(
        subjects(sources), splash.nothingRecorded(), splash.notice(), hash(configuration));
  }

  private static Subjects subjects(List<Source> sources) {
    if (sources.stream().anyMatch(Source::hasBasis)) {
      return Subjects.PROCESSED;
    }
    boolean removed = sources.stream().allMatch(Source::isWithoutBasis);
    return removed ? Subjects.REMOVED : Subjects.UNDECLARED;
  }

  private static String hash(Configuration configuration) {
    List<String> lines = new ArrayList<>();
    for (String stream : STREAMS) {
      configuration.sources(stream).stream()
          .map(source -> stream + " " + source.topic() + " " + basis(source))
          .sorted()
          .forEach(lines::add);
    }
    Notice notice = configuration.splash().notice();
    lines.add(notice == null ? "no notice" : notice.url() + " " + notice.controller());
    if (configuration.splash().nothingRecorded()) {
      lines.add("nothing recorded");
    }
    return Digests.hex(String.join("\n", lines)).substring(0, DIGITS);
  }

  /** As many words for one thing are one thing. */
  private static String basis(Source source) {
    String declared = source.legalBasis();
    if (declared == null || declared.isBlank()) {
      return "undeclared";
    }
    return source.isWithoutBasis() ? "none" : "basis " + declared.strip();
  }
}
