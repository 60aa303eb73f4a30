/* automaton_states.c - sets of nodes to states, one at a time. */
#include "extract/automaton_states.h"
#include <stdlib.h>
#include <string.h>

#define STATES_MAX 20000 /* kept between searches; twice as many end a search */
#define POOL_MAX   4000000

/* Gathers the nodes that are reached from `node` without taking a character; where the question `answered` is met it is
 * passed. */
static void gather(struct automaton *automaton, uint32_t node, uint32_t answered) {
    struct states *states = automaton->states;
    size_t n = 0;
    states->stack[n++] = node;
    while (n) {
        uint32_t at = states->stack[--n];
        if (at == NODE_NONE || states->stamps[at] == states->stamp)
            continue;
        states->stamps[at] = states->stamp;
        const struct node *here = &automaton->nodes[at];
        if (here->kind == NODE_SPLIT) {
            states->stack[n++] = here->out;
            states->stack[n++] = here->other;
        } else if (here->kind == NODE_ASK && here->value == answered) {
            states->stack[n++] = here->out;
        } else {
            states->set[states->n_set++] = at;
        }
    }
}

static void begsymbol_in(struct automaton *automaton) {
    struct states *states = automaton->states;
    states->n_set = 0;
    if (++states->stamp == 0) {
        memset(states->stamps, 0, automaton->n_nodes * sizeof *states->stamps);
        states->stamp = 1;
    }
}

static int compare_nodes(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void sort_nodes(uint32_t *nodes, size_t n) {
    if (n > 32) {
        qsort(nodes, n, sizeof *nodes, compare_nodes);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        uint32_t node = nodes[i];
        size_t k = i;
        for (; k > 0 && nodes[k - 1] > node; k--)
            nodes[k] = nodes[k - 1];
        nodes[k] = node;
    }
}

static uint64_t hash_nodes(const uint32_t *nodes, size_t n) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ nodes[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

/* Where the state of these nodes is or belongs; its slot holds 0 when it is not there. */
static uint32_t *find_slot(struct states *states, const uint32_t *nodes, size_t n) {
    size_t at = hash_nodes(nodes, n) & (states->slots_cap - 1);
    for (;; at = (at + 1) & (states->slots_cap - 1)) {
        const struct state *state = &states->items[states->slots[at]];
        if (states->slots[at] == 0 ||
            (state->n == n && memcmp(states->pool + state->at, nodes, n * sizeof *nodes) == 0))
            return &states->slots[at];
    }
}

static void grow_slots(struct states *states) {
    size_t old = states->slots_cap;
    uint32_t *slots = states->slots;
    states->slots_cap = old ? old * 2 : 256;
    states->slots = mem_new(states->slots_cap, sizeof *states->slots);
    for (size_t i = 0; i < old; i++)
        if (slots[i])
            *find_slot(states, states->pool + states->items[slots[i]].at, states->items[slots[i]].n) =
                slots[i];
    free(slots);
}

/* What the state's nodes ask and match. */
static void describe(const struct automaton *automaton, const uint32_t *nodes, struct state *state) {
    state->closed = state->open = state->ask = NODE_NONE;
    for (size_t i = 0; i < state->n; i++) {
        const struct node *node = &automaton->nodes[nodes[i]];
        uint32_t *lowest = node->kind == NODE_END    ? &state->closed
                           : node->kind == NODE_OPEN ? &state->open
                           : node->kind == NODE_ASK  ? &state->ask
                                                     : NULL;
        if (lowest && node->value < *lowest)
            *lowest = node->value;
    }
}

/* Notes the columns that lead on from the state in `arcs`; false when they are too many. */
static bool is_narrow(const struct automaton *automaton, const uint32_t *nodes, size_t n, struct arcs *arcs) {
    unsigned used = 0;
    memset(arcs->columns, COLUMN_NONE, sizeof arcs->columns);
    for (size_t i = 0; i < n; i++) {
        const struct node *node = &automaton->nodes[nodes[i]];
        if (node->kind == NODE_SET)
            return false;
        if (node->kind != NODE_SYMBOL || memchr(arcs->columns, automaton->column[node->value], used))
            continue;
        if (used == ARCS)
            return false;
        arcs->columns[used++] = automaton->column[node->value];
    }
    return true;
}

static uint32_t add_arcs(struct states *states, struct arcs arcs) {
    MEM_ROOM(states->arcs, states->n_arcs, states->arcs_cap);
    states->arcs[states->n_arcs] = arcs;
    return (uint32_t)states->n_arcs++ << ENTRY_SHIFT;
}

static uint32_t add_row(struct automaton *automaton, uint32_t number) {
    struct states *states = automaton->states;
    size_t width = automaton->n_columns + 1;
    uint32_t entry = (uint32_t)states->rows_n << ENTRY_SHIFT | ENTRY_WIDE;
    mem_grow((void **)&states->rows, &states->rows_cap, states->rows_n + width, sizeof *states->rows);
    states->rows_n += width;
    memset(states_row(automaton, entry), 0, width * sizeof *states->rows);
    states_row(automaton, entry)[automaton->n_columns] = number;
    return entry;
}

static uint32_t add_state(struct automaton *automaton, struct state state, const uint32_t *nodes) {
    struct states *states = automaton->states;
    uint32_t number = (uint32_t)states->n;
    struct arcs arcs = {.state = number};
    bool narrow = is_narrow(automaton, nodes, state.n, &arcs);
    bool special = state.ask != NODE_NONE || state.closed != NODE_NONE || state.open != NODE_NONE;
    state.entry = narrow ? add_arcs(states, arcs) : add_row(automaton, number);
    state.entry |= special ? ENTRY_SPECIAL : 0;
    MEM_ROOM(states->items, states->n, states->cap);
    states->items[states->n++] = state;
    return number;
}

/* The entry of the state of the gathered nodes. */
static uint32_t settle_set(struct automaton *automaton) {
    struct states *states = automaton->states;
    size_t n = states->n_set;
    if (n == 0)
        return ENTRY_DEAD;
    sort_nodes(states->set, n);
    if (states->n * 2 >= states->slots_cap)
        grow_slots(states);
    uint32_t *slot = find_slot(states, states->set, n);
    if (*slot == 0) {
        struct state state = {.at = (uint32_t)states->pool_n, .n = (uint32_t)n};
        describe(automaton, states->set, &state);
        mem_grow((void **)&states->pool, &states->pool_cap, states->pool_n + n, sizeof *states->pool);
        memcpy(states->pool + states->pool_n, states->set, n * sizeof *states->pool);
        states->pool_n += n;
        *slot = add_state(automaton, state, states->set);
    }
    return states->items[*slot].entry;
}

static uint32_t make_start(struct automaton *automaton, const uint32_t *nodes, size_t n) {
    begsymbol_in(automaton);
    for (size_t i = 0; i < n; i++)
        gather(automaton, nodes[i], NODE_NONE);
    return settle_set(automaton);
}

/* Where the way on from the state by `column` is noted; NULL: there is none. */
static uint32_t *way_on(const struct automaton *automaton, uint32_t entry, unsigned char column) {
    if (entry & ENTRY_WIDE)
        return states_row(automaton, entry) + column;
    struct arcs *arcs = &automaton->states->arcs[entry >> ENTRY_SHIFT];
    const unsigned char *found = memchr(arcs->columns, column, ARCS);
    return found ? &arcs->next[found - arcs->columns] : NULL;
}

uint32_t states_step(struct automaton *automaton, uint32_t entry, unsigned char column) {
    struct states *states = automaton->states;
    struct state state = *states_at(automaton, entry);
    uint32_t symbol = automaton->column_symbol[column];
    if (states->n > 2 * STATES_MAX || states->pool_n > 2 * POOL_MAX) {
        states->steps = 0;
        return ENTRY_DEAD;
    }
    begsymbol_in(automaton);
    for (uint32_t i = state.at; i < state.at + state.n; i++) {
        const struct node *node = &automaton->nodes[states->pool[i]];
        if (node->kind == NODE_SYMBOL
                ? automaton->column[node->value] == column
                : node->kind == NODE_SET && symbol_in(&automaton->sets[node->value], symbol))
            gather(automaton, node->out, NODE_NONE);
    }
    uint32_t next = settle_set(automaton);
    *way_on(automaton, entry, column) = next;
    return next;
}

uint32_t states_answer(struct automaton *automaton, uint32_t entry, bool holds) {
    struct states *states = automaton->states;
    struct state state = *states_at(automaton, entry);
    begsymbol_in(automaton);
    for (uint32_t i = state.at; i < state.at + state.n; i++) {
        const struct node *node = &automaton->nodes[states->pool[i]];
        if (node->kind != NODE_ASK || node->value != state.ask)
            gather(automaton, states->pool[i], holds ? state.ask : NODE_NONE);
        else if (holds)
            gather(automaton, node->out, state.ask);
    }
    uint32_t next = settle_set(automaton);
    states_at(automaton, entry)->then[holds] = next;
    return next;
}

/* Throws all states away. */
static void forget(struct automaton *automaton) {
    struct states *states = automaton->states;
    states->n = states->n_arcs = states->rows_n = states->pool_n = 0;
    memset(states->slots, 0, states->slots_cap * sizeof *states->slots);
    memset(states->asked, 0, (automaton->n_asks + 1) * sizeof *states->asked);
    add_state(automaton, (struct state){.ask = NODE_NONE, .closed = NODE_NONE, .open = NODE_NONE},
              NULL); /* 0 */
    states->start = make_start(automaton, automaton->starts, automaton->n_starts);
}

uint32_t states_start(struct automaton *automaton) {
    const struct states *states = automaton->states;
    if (states->n > STATES_MAX || states->pool_n > POOL_MAX || states->n == 0)
        forget(automaton);
    return states->start;
}

uint32_t states_asked(struct automaton *automaton, uint32_t question) {
    struct states *states = automaton->states;
    if (states->asked[question] == ENTRY_UNMADE)
        states->asked[question] = make_start(automaton, &automaton->asks[question].start, 1);
    return states->asked[question];
}

struct states *states_new(const struct automaton *automaton) {
    struct states *states = mem_new(1, sizeof *states);
    states->stamps = mem_new(automaton->n_nodes + 1, sizeof *states->stamps);
    states->stack = mem_new(2 * automaton->n_nodes + 2, sizeof *states->stack);
    states->set = mem_new(automaton->n_nodes + 1, sizeof *states->set);
    states->asked = mem_new(automaton->n_asks + 1, sizeof *states->asked);
    grow_slots(states);
    return states;
}

void states_free(struct states *states) {
    if (!states)
        return;
    free(states->items);
    free(states->arcs);
    free(states->rows);
    free(states->pool);
    free(states->slots);
    free(states->asked);
    free(states->stamps);
    free(states->stack);
    free(states->set);
    free(states);
}
