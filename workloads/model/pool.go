package model

import (
	"os"
	"runtime"
	"sync"

	"weft/workloads/model/lane"
)

// pool is p lanes that take tasks from a schedule: the crew of every model
// whose workers live in the engine and outlast their tasks.
type pool struct {
	job     *Job
	plan    schedule
	threads bool // each lane has an OS thread of its own
	lanes   []*jobLane
	work    func(*jobLane) // what a lane does between barrier and end
	start   chan struct{}
	quit    chan struct{}
	ended   sync.WaitGroup // lanes that have run out of tasks
	gone    sync.WaitGroup // lanes that no longer exist
}

// newPool creates the lanes and returns when all stand at the barrier.
func newPool(j *Job, threads bool, work func(p *pool, l *jobLane)) *pool {
	p := &pool{
		job: j, threads: threads, plan: newSchedule(j.Options, j.Batch.Tasks, j.Workers),
		lanes: make([]*jobLane, j.Workers), start: make(chan struct{}), quit: make(chan struct{}),
	}
	p.work = func(l *jobLane) { work(p, l) }
	if threads {
		raiseProcs(j.Workers)
	}
	var ready sync.WaitGroup
	ready.Add(j.Workers)
	p.ended.Add(j.Workers)
	p.gone.Add(j.Workers)
	for id := range p.lanes {
		l := newJobLane(j, id, threads)
		p.lanes[id] = &l
		go p.live(&l, &ready)
	}
	ready.Wait()
	return p
}

func (p *pool) live(l *jobLane, ready *sync.WaitGroup) {
	defer p.gone.Done()
	if p.threads {
		runtime.LockOSThread() // never unlocked: the thread ends with the lane
		l.tid = lane.ThreadID()
	}
	ready.Done()
	select {
	case <-p.start:
		p.toil(l)
		p.ended.Done()
		<-p.quit
	case <-p.quit:
	}
}

func (p *pool) toil(l *jobLane) {
	defer l.rescue()
	if p.threads {
		l.Meter.Start(p.job.now())
	}
	p.work(l)
}

// drain is the work of a lane that runs tasks without asking anyone.
func drain(p *pool, l *jobLane) {
	for {
		lo, hi := p.plan.next(int(l.id))
		if lo >= hi {
			return
		}
		queued := p.job.now()
		start := queued
		for i := lo; i < hi; i++ {
			if p.job.failed.Load() {
				return
			}
			if i > lo {
				start = p.job.now()
			}
			if err := l.take(l, i, queued, start); err != nil {
				p.job.fail(err)
				return
			}
			p.plan.ended(int(l.id))
		}
	}
}

func (p *pool) Run() error {
	close(p.start)
	p.ended.Wait()
	return p.job.failure()
}

func (p *pool) Close() error {
	close(p.quit)
	p.gone.Wait()
	return nil
}

func (p *pool) Processes() []int { return nil }

func (p *pool) Threads() []OSThread {
	var all []OSThread
	for _, l := range p.lanes {
		if l.tid != 0 {
			all = append(all, OSThread{os.Getpid(), l.tid})
		}
	}
	return all
}

func (p *pool) Where(id int) (pid, tid int) { return os.Getpid(), p.lanes[id].tid }
