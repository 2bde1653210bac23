package org.drey.rules.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.drey.rules.match.TextTest.Glob;
import org.drey.rules.match.TextTest.OneOf;
import org.drey.rules.match.TextTest.Part;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.match.TextTest.SameText;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/** Literals of which an event must have one, or the condition cannot hold; of any slots. */
record IndexKey(Set<SlotLiteral> literals) {

  /** The keys under which a condition may be filed, each of them enough; none if there is none. */
  static List<IndexKey> options(EventPredicate condition, StreamSchema stream) {
    if (condition instanceof EventPredicate.And and) {
      List<IndexKey> options = new ArrayList<>();
      and.parts().forEach(part -> options.addAll(options(part, stream)));
      return options;
    }
    if (condition instanceof EventPredicate.Or or) {
      return anyOf(or.parts(), stream);
    }
    if (condition instanceof EventPredicate.SymbolIn in) {
      return List.of(symbols(in, stream.fields().get(in.slot())));
    }
    if (condition instanceof EventPredicate.BooleanIs is) {
      return List.of(of(SlotLiteral.symbol(is.slot(), is.value() ? 1 : 0, 2)));
    }
    if (condition instanceof EventPredicate.LongCompare compare
        && compare.comparison() == NumberComparison.EQ) {
      return List.of(of(SlotLiteral.number(compare.slot(), compare.limit())));
    }
    if (condition instanceof EventPredicate.Text text) {
      return ofText(text.slot(), text.text());
    }
    return condition instanceof EventPredicate.AnyText any
        ? ofText(any.slot(), any.text())
        : List.of();
  }

  /** The cheapest of several, by what each of its literals costs. */
  static Optional<IndexKey> cheapest(List<IndexKey> options, ToDoubleFunction<SlotLiteral> cost) {
    return options.stream()
        .min(Comparator.comparingDouble(key -> key.literals.stream().mapToDouble(cost).sum()));
  }

  private static IndexKey of(SlotLiteral literal) {
    return new IndexKey(Set.of(literal));
  }

  private static List<IndexKey> anyOf(List<EventPredicate> parts, StreamSchema stream) {
    Set<SlotLiteral> literals = new LinkedHashSet<>();
    for (EventPredicate part : parts) {
      Optional<IndexKey> key = cheapest(options(part, stream), SlotLiteral::share);
      if (key.isEmpty()) {
        return List.of();
      }
      literals.addAll(key.get().literals);
    }
    return List.of(new IndexKey(literals));
  }

  private static IndexKey symbols(EventPredicate.SymbolIn in, StreamField field) {
    Set<SlotLiteral> literals = new LinkedHashSet<>();
    for (int ordinal = 0; ordinal < field.symbols().size(); ordinal++) {
      if ((in.symbols() >>> ordinal & 1) == 1) {
        literals.add(SlotLiteral.symbol(in.slot(), ordinal, field.symbols().size()));
      }
    }
    return new IndexKey(literals);
  }

  private static IndexKey parts(int slot, Set<String> texts) {
    Set<SlotLiteral> literals = new LinkedHashSet<>();
    texts.forEach(text -> literals.add(SlotLiteral.part(slot, Place.ANYWHERE, text)));
    return new IndexKey(literals);
  }

  private static List<IndexKey> ofText(int slot, TextTest test) {
    List<IndexKey> options = new ArrayList<>();
    if (test instanceof SameText same) {
      options.add(of(SlotLiteral.text(slot, same.text())));
    } else if (test instanceof OneOf oneOf) {
      Set<SlotLiteral> literals = new LinkedHashSet<>();
      oneOf.texts().forEach(text -> literals.add(SlotLiteral.text(slot, text)));
      options.add(new IndexKey(literals));
    } else if (test instanceof Part part && !part.text().isEmpty()) {
      options.add(of(SlotLiteral.part(slot, part.place(), part.text())));
    } else if (test instanceof TextTest.Regex regex) {
      RegexOutline.of(regex.pattern().pattern())
          .keys()
          .forEach(any -> options.add(parts(slot, any)));
    } else if (test instanceof Glob glob) {
      for (WildcardPattern.Run run : glob.pattern().runs()) {
        Place place = run.first() ? Place.START : run.last() ? Place.END : Place.ANYWHERE;
        options.add(of(SlotLiteral.part(slot, place, run.text())));
      }
    }
    return options;
  }
}
