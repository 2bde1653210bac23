package org.drey.rules.compile;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.base.Sha256Digests;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;

/**
 * Turns rule files into a {@link RuleSet} in five passes, each from one immutable value to the
 * next. A pass says everything that is wrong; if anything is, the next does not begin.
 */
public final class RuleSetCompiler {
  private RuleSetCompiler() {}

  /**
   * Compiles rule files.
   *
   * @param streams the streams that rules may read
   * @param referenceSets what placeholders stand for
   * @param families what rules may name as families
   * @param outageAllowance how long an outage may be through which events still find each other
   * @throws InvalidRulesException with everything that is wrong
   */
  public static RuleSet compile(
      List<RuleFile> files,
      Collection<StreamSchema> streams,
      Map<String, List<String>> referenceSets,
      FamilyCaps families,
      Duration outageAllowance) {
    ReadPass.ParsedRules read =
        new ReadPass(streams, referenceSets, families).read(files).orThrow();
    List<LinkedRule> linked = LinkPass.link(read).orThrow();
    List<QualityPart.Parsed> quality = QualityPart.read(linked, referenceSets).orThrow();
    ValueProjection projection =
        ProjectPass.project(linked, quality).and(IndicatorChecks.check(linked)).orThrow();
    List<PlannedRule> planned = PlanPass.plan(linked, outageAllowance).orThrow();
    return BuildPass.build(version(files), read.warnings(), planned, projection, quality);
  }

  private static String version(List<RuleFile> files) {
    return Sha256Digests.hex(
        files.stream()
            .map(file -> Sha256Digests.hex(file.text()))
            .sorted()
            .collect(Collectors.joining("\n")));
  }
}
