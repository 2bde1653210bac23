package org.drey.rules.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.match.TextTest.Same;

/** Numbers the parts that several conditions have, so that each is tried once an event. */
final class SharedParts {
  private final Map<Predicate, Integer> uses = new HashMap<>();
  private final Map<Predicate, Predicate> marked = new HashMap<>();
  private int size;

  SharedParts(Collection<Predicate> conditions) {
    conditions.forEach(this::count);
  }

  /** The same condition, with its shared parts marked as such. */
  Predicate of(Predicate condition) {
    Predicate known = marked.get(condition);
    if (known != null) {
      return known;
    }
    Predicate inner = withMarkedParts(condition);
    Predicate result =
        uses.getOrDefault(condition, 0) > 1 ? new Predicate.Shared(size++, inner) : inner;
    marked.put(condition, result);
    return result;
  }

  /** Returns how many parts of the conditions asked for are shared. */
  int size() {
    return size;
  }

  /** Parts of a shared part count once: its answer is theirs. */
  private void count(Predicate part) {
    if (!isCheap(part) && uses.merge(part, 1, Integer::sum) == 1) {
      parts(part).forEach(this::count);
    }
  }

  private Predicate withMarkedParts(Predicate part) {
    if (part instanceof Predicate.And and) {
      return new Predicate.And(and.parts().stream().map(this::of).toList());
    }
    if (part instanceof Predicate.Or or) {
      return new Predicate.Or(or.parts().stream().map(this::of).toList());
    }
    return part instanceof Predicate.Not not ? new Predicate.Not(of(not.part())) : part;
  }

  private static List<Predicate> parts(Predicate part) {
    if (part instanceof Predicate.And and) {
      return and.parts();
    }
    if (part instanceof Predicate.Or or) {
      return or.parts();
    }
    return part instanceof Predicate.Not not ? List.of(not.part()) : List.of();
  }

  /** Returns whether trying it costs no more than remembering the result. */
  private static boolean isCheap(Predicate part) {
    if (part instanceof Predicate.Not not) {
      return isCheap(not.part());
    }
    if (part instanceof Predicate.Text text) {
      return text.text() instanceof Same;
    }
    return !(part instanceof Predicate.And
        || part instanceof Predicate.Or
        || part instanceof Predicate.AnyText);
  }
}
