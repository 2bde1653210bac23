package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaReader;
import org.drey.yaml.YamlProblem;

/** The documents of rule files, one for each rule: Sigma's, with ids and names that appear once. */
public final class ParsedDocuments {
  private final Map<String, String> seen = new HashMap<>();

  private ParsedDocuments() {}

  /**
   * The document of each rule, in the order of the files.
   *
   * @param streams the streams that rules may read
   * @throws org.drey.rules.sigma.InvalidRulesException with everything that is wrong
   */
  public static List<SigmaDocument> of(List<RuleFile> files, Collection<StreamSchema> streams) {
    return read(files, streams).orThrow();
  }

  static PassResult<List<SigmaDocument>> read(
      List<RuleFile> files, Collection<StreamSchema> streams) {
    SigmaReader reader = new SigmaReader();
    List<SigmaDocument> rules = new ArrayList<>();
    List<YamlProblem> problems = new ArrayList<>();
    for (SigmaDocument written : reader.read(files)) {
      if (!EntityKinds.areIn(written)) {
        rules.add(written);
        continue;
      }
      PassResult<List<SigmaDocument>> kinds = EntityKinds.expand(written, streams);
      problems.addAll(kinds.problems());
      for (SigmaDocument rule : kinds.value()) {
        List<YamlProblem> refused = reader.check(rule.root());
        problems.addAll(refused);
        if (refused.isEmpty()) {
          rules.add(rule);
        }
      }
    }
    PassResult<List<SigmaDocument>> unique = PassResult.each(rules, new ParsedDocuments()::unique);
    return new PassResult<>(unique.value(), reader.problems()).and(problems).and(unique.problems());
  }

  private SigmaDocument unique(SigmaDocument document) {
    refuseSecond(document, "id", document.id());
    if (document.name() != null) {
      refuseSecond(document, "name", document.name());
    }
    return document;
  }

  private void refuseSecond(SigmaDocument document, String what, String value) {
    String here = document.root().file() + ":" + document.root().line();
    String first = seen.putIfAbsent(what + " " + value, here);
    if (first != null) {
      throw document.root().problem("the " + what + " '" + value + "' is at " + first + " too");
    }
  }
}
