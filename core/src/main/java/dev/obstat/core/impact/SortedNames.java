package dev.obstat.core.impact;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Names in their order, in one array: an impact may have tens of thousands, and a tree of them
/// costs more than finding them. Immutable.
@SuppressWarnings("JdkObsolete") // what an impact hands out is a SortedSet
final class SortedNames extends AbstractSet<String> implements SortedSet<String> {
  private final String[] names;

  private SortedNames(String[] names) {
    this.names = names;
  }

  /// A copy.
  static SortedNames of(SortedSet<String> names) {
    if (names instanceof SortedNames same) {
      return same;
    }
    String[] sorted = names.toArray(new String[0]);
    Arrays.sort(sorted);
    return new SortedNames(sorted);
  }

  /// @param names in their order, each once; handed over
  static SortedNames inOrder(String[] names) {
    return new SortedNames(names);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean contains(@Nullable Object name) {
    return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.asList(names).iterator();
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedSet<String> subSet(String from, String to) {
    return part(place(from), place(to));
  }

  @Override
  public SortedSet<String> headSet(String to) {
    return part(0, place(to));
  }

  @Override
  public SortedSet<String> tailSet(String from) {
    return part(place(from), names.length);
  }

  @Override
  public String first() {
    if (names.length == 0) {
      throw new NoSuchElementException();
    }
    return names[0];
  }

  @Override
  public String last() {
    if (names.length == 0) {
      throw new NoSuchElementException();
    }
    return names[names.length - 1];
  }

  private SortedSet<String> part(int from, int to) {
    return new SortedNames(Arrays.copyOfRange(names, from, to));
  }

  private int place(String name) {
    int found = Arrays.binarySearch(names, name);
    return found < 0 ? -found - 1 : found;
  }
}
