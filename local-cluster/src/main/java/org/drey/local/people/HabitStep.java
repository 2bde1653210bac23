package org.drey.local.people;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;

/**
 * One step of a habit: {@code verb: {key: value, …}}, each a key of steps or a stream's field.
 *
 * @param verb what is done
 * @param fields what its records have that does not follow from the people
 */
public record HabitStep(StepVerb verb, PeopleValues values, FieldValues fields) {

  static HabitStep read(YamlNode step) {
    if (step.fields().size() != 1) {
      throw step.problem("expected one step, such as pay: {amount: 20}");
    }
    Map.Entry<String, YamlNode> only = step.fields().entrySet().iterator().next();
    StepVerb verb = PeopleValues.one(step, only.getKey(), StepVerb.class);
    Schema stream = TopicNames.schema(verb.topic());
    Map<String, PeopleKeys.Key> known = new HashMap<>(PeopleKeys.of("step"));
    known.putAll(PeopleKeys.of(verb.word()));
    return new HabitStep(
        verb,
        new PeopleValues(only.getValue(), known, FieldValues.names(stream)),
        new FieldValues(only.getValue(), stream));
  }
}
