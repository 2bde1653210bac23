package org.drey.rules.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.match.TextTest.SameText;

/** Numbers the parts that several conditions have, so that each is tried once an event. */
final class SharedParts {
  private final Map<EventPredicate, Integer> uses = new HashMap<>();
  private final Map<EventPredicate, EventPredicate> marked = new HashMap<>();
  private int size;

  SharedParts(Collection<EventPredicate> conditions) {
    conditions.forEach(this::count);
  }

  /** The same condition, with its shared parts marked as such. */
  EventPredicate of(EventPredicate condition) {
    EventPredicate known = marked.get(condition);
    if (known != null) {
      return known;
    }
    EventPredicate inner = withMarkedParts(condition);
    EventPredicate result =
        uses.getOrDefault(condition, 0) > 1
            ? new EventPredicate.SharedPredicate(size++, inner)
            : inner;
    marked.put(condition, result);
    return result;
  }

  /** Returns how many parts of the conditions asked for are shared. */
  int size() {
    return size;
  }

  /** Parts of a shared part count once: its answer is theirs. */
  private void count(EventPredicate part) {
    if (!isCheap(part) && uses.merge(part, 1, Integer::sum) == 1) {
      parts(part).forEach(this::count);
    }
  }

  private EventPredicate withMarkedParts(EventPredicate part) {
    if (part instanceof EventPredicate.And and) {
      return new EventPredicate.And(and.parts().stream().map(this::of).toList());
    }
    if (part instanceof EventPredicate.Or or) {
      return new EventPredicate.Or(or.parts().stream().map(this::of).toList());
    }
    return part instanceof EventPredicate.Not not ? new EventPredicate.Not(of(not.part())) : part;
  }

  private static List<EventPredicate> parts(EventPredicate part) {
    if (part instanceof EventPredicate.And and) {
      return and.parts();
    }
    if (part instanceof EventPredicate.Or or) {
      return or.parts();
    }
    return part instanceof EventPredicate.Not not ? List.of(not.part()) : List.of();
  }

  /** Returns whether trying it costs no more than remembering the result. */
  private static boolean isCheap(EventPredicate part) {
    if (part instanceof EventPredicate.Not not) {
      return isCheap(not.part());
    }
    if (part instanceof EventPredicate.Text text) {
      return text.text() instanceof SameText;
    }
    return !(part instanceof EventPredicate.And
        || part instanceof EventPredicate.Or
        || part instanceof EventPredicate.AnyText);
  }
}
