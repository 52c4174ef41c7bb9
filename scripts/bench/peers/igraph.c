/*
 * The same questions put to igraph, for scripts/bench/graph.ts. Reads `nodes edges from… to…` as 32-bit integers from the file named first;
 * the second file holds a graph without circles, for the order of levels. Prints milliseconds and what was found, as one JSON object.
 *
 *   cc -O2 igraph.c $(pkg-config --cflags --libs igraph) -o igraph
 */
#include <igraph.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000.0 + t.tv_nsec / 1e6;
}

static int32_t *read_all(const char *path, int32_t *nodes, int32_t *edges) {
  FILE *file = fopen(path, "rb");
  int32_t head[2];
  if (file == NULL || fread(head, 4, 2, file) != 2) exit(1);
  *nodes = head[0];
  *edges = head[1];
  int32_t *ends = malloc((size_t)head[1] * 8);
  if (fread(ends, 4, (size_t)head[1] * 2, file) != (size_t)head[1] * 2) exit(1);
  fclose(file);
  return ends;
}

static double build(igraph_t *graph, const int32_t *ends, int32_t nodes, int32_t edges) {
  igraph_vector_int_t list;
  igraph_vector_int_init(&list, (igraph_integer_t)edges * 2);
  for (int32_t e = 0; e < edges; e += 1) {
    VECTOR(list)[2 * (size_t)e] = ends[e];
    VECTOR(list)[2 * (size_t)e + 1] = ends[(size_t)edges + e];
  }
  double start = now();
  igraph_create(graph, &list, nodes, IGRAPH_DIRECTED);
  double ms = now() - start;
  igraph_vector_int_destroy(&list);
  return ms;
}

int main(int count, char **arguments) {
  if (count < 3) return 1;
  int32_t nodes, edges;
  int32_t *ends = read_all(arguments[1], &nodes, &edges);
  igraph_t graph;
  double ms = build(&graph, ends, nodes, edges);
  printf("{\"build\":%.1f", ms);

  igraph_integer_t groups;
  double start = now();
  igraph_connected_components(&graph, NULL, NULL, &groups, IGRAPH_STRONG);
  printf(",\"components\":%.1f,\"componentCount\":%ld", now() - start, (long)groups);

  igraph_vector_int_t dominators;
  igraph_vector_int_init(&dominators, 0);
  start = now();
  igraph_dominator_tree(&graph, 0, &dominators, NULL, NULL, IGRAPH_OUT);
  ms = now() - start;
  /* Immediate dominators as one number: 32-bit arithmetic that overflows, as in graph.ts. -1 the root, -2 not reached. */
  uint32_t sum = 0;
  for (int32_t v = 0; v < nodes; v += 1) {
    int32_t d = (int32_t)VECTOR(dominators)[v];
    sum = sum * 31u + (uint32_t)(d < 0 ? -1 : d);
  }
  printf(",\"dominators\":%.1f,\"dominatorSum\":%d", ms, (int32_t)sum);

  igraph_vector_int_t reached;
  igraph_vector_int_init(&reached, 0);
  start = now();
  igraph_subcomponent(&graph, &reached, 0, IGRAPH_IN);
  printf(",\"reach\":%.1f,\"reachCount\":%ld", now() - start, (long)igraph_vector_int_size(&reached));
  igraph_destroy(&graph);
  free(ends);

  ends = read_all(arguments[2], &nodes, &edges);
  build(&graph, ends, nodes, edges);
  igraph_vector_int_t order, next;
  igraph_vector_int_init(&order, 0);
  igraph_vector_int_init(&next, 0);
  int32_t *level = calloc((size_t)nodes, 4);
  start = now();
  igraph_topological_sorting(&graph, &order, IGRAPH_IN);
  igraph_adjlist_t rests;
  igraph_adjlist_init(&graph, &rests, IGRAPH_OUT, IGRAPH_LOOPS, IGRAPH_MULTIPLE);
  for (int32_t i = 0; i < nodes; i += 1) {
    igraph_integer_t v = VECTOR(order)[i];
    igraph_vector_int_t *targets = igraph_adjlist_get(&rests, v);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(targets); k += 1) {
      int32_t below = level[VECTOR(*targets)[k]] + 1;
      if (below > level[v]) level[v] = below;
    }
  }
  ms = now() - start;
  sum = 0;
  for (int32_t v = 0; v < nodes; v += 1) sum = sum * 31u + (uint32_t)level[v];
  printf(",\"levels\":%.1f,\"levelSum\":%d}\n", ms, (int32_t)sum);
  return 0;
}
